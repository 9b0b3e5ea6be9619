# What is made into packages, and what they say of themselves. ./dev package drives it; the version is the project's.
# The .deb holds the program for /usr; the .tar.gz the same below one folder, for any place.

set(CPACK_PACKAGE_NAME findo)
set(CPACK_PACKAGE_VENDOR "The findo authors")
set(CPACK_PACKAGE_CONTACT "The findo authors <findo@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds files and acts on them, exactly and at parallel speed")
set(CPACK_PACKAGE_DESCRIPTION
"findo takes the command lines of POSIX, GNU and BSD find and of bfs, and gives
what GNU find gives, to the byte and in its order, while it reads directories
on all processors.
.
It points at what is wrong when a command line is not right, can put files
into the trash and bring them back, copy and move them without overwriting
anything, and show in colour what it finds.")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};findo;program;/")
set(CPACK_PACKAGE_DIRECTORY "${PROJECT_BINARY_DIR}/packages")
set(CPACK_THREADS 1)  # of the compressor, so that the same goes in and comes out

# ---- .deb -----------------------------------------------------------------------------------------------------------
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(FINDO_LINKER__z_pack_relative_relocs)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6 (>= 2.36)")  # which can read these; dpkg-shlibdeps sees functions alone
endif()
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${CMAKE_CURRENT_LIST_DIR}/debian/postinst;${CMAKE_CURRENT_LIST_DIR}/debian/prerm")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "${CPACK_PACKAGE_DESCRIPTION}")

# ---- .tar.gz --------------------------------------------------------------------------------------------------------
string(TOLOWER "${CMAKE_SYSTEM_NAME}" findo_system)
set(CPACK_PACKAGE_FILE_NAME "findo-${PROJECT_VERSION}-${findo_system}-${CMAKE_SYSTEM_PROCESSOR}")

set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_LIST_DIR}/generator.cmake")
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/finish.cmake")  # CMake 3.19
set(CPACK_FINDO_SOURCE "${PROJECT_SOURCE_DIR}")
set(CPACK_FINDO_VERSION "${PROJECT_VERSION}")
include(CPack)

# ---- For those who package: the same version, no other copy of it ---------------------------------------------------
foreach(file findo.spec findo.rb)
  configure_file(.packaging/${file}.in package/${file} @ONLY)
endforeach()
