# Run by CPack on what it has put together, before it is packed: what Debian wants of documents, and the same bytes each
# time.
cmake_minimum_required(VERSION 3.18)

if(NOT CPACK_GENERATOR STREQUAL "DEB")
  foreach(document LICENSE README.md)
    configure_file("${CPACK_FINDO_SOURCE}/${document}" "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/${document}" COPYONLY)
  endforeach()
  return()
endif()
set(usr "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr")
set(documents "${usr}/share/doc/findo")
set(debian "${CPACK_FINDO_SOURCE}/.packaging/debian")
file(MAKE_DIRECTORY "${documents}")
configure_file("${debian}/copyright" "${documents}/copyright" COPYONLY)
configure_file("${debian}/README.Debian" "${documents}/README.Debian" COPYONLY)

# The date is that of the sources, so that it does not depend on when the package was made.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file("${debian}/changelog.in" "${documents}/changelog" @ONLY)

file(GLOB manuals "${usr}/share/man/man*/*.[1-9]")
execute_process(COMMAND gzip -9n ${manuals} "${documents}/changelog" COMMAND_ERROR_IS_FATAL ANY)
file(CHMOD_RECURSE "${usr}" FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
     DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
file(CHMOD "${usr}/bin/findo" PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
     WORLD_EXECUTE)
