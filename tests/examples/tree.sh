#!/usr/bin/env bash
# The tree that the examples of the cookbook run on: makes it in the working directory, which is empty.
set -euo pipefail

# file SIZE PATH: zeros of that many bytes; large ones take up no room.
file() {
  mkdir -p "$(dirname "$2")"
  truncate -s "$1" "$2"
}
# text PATH TEXT
text() {
  mkdir -p "$(dirname "$1")"
  printf '%s\n' "$2" >"$1"
}

umask 022
file 150M videos/disk.iso
head -c 2M /dev/urandom >videos/clip.mp4
text src/main.c 'int main(void) { return 0; }'
text src/lib/list.c 'struct list *first;'
text src/lib/list.h 'struct list;'
text src/main.h 'int run(int);'
text src/Makefile 'main: main.c'
text src/main.o object
text src/.git/config '[core]'
text project/.git/config '[core]'
text project/node_modules/left/index.c 'int left;'
text project/app.c 'int app;'
text docs/manual.txt 'How it is used.'
text docs/copy.txt 'How it is used.'
text docs/same-size.txt 'How it was mad.'
text docs/notes.txt $'one\ntwo'
: >docs/blank.txt
ln docs/manual.txt docs/other-name.txt
mkdir -p empty/one/inner empty/two
text photos/2024/beach.JPG sea
text photos/2025/hill.JPG hill
text photos/2025/logo.png logo
text copy/2024/beach.JPG sea
for day in 5 20 40 400; do
  text "logs/day-$day.log" "of $day days ago"
  touch -d "$day days ago" "logs/day-$day.log"
done
text logs/keep.txt kept
text cache/a/old old
text cache/a/keep kept
text cache/b/old old
text downloads/film.part film
text downloads/done/song.part song
text downloads/list.txt list
text bin/run.sh 'echo run'
text bin/set.sh 'echo set'
text bin/suid 'echo as another'
chmod 755 bin/run.sh
chmod 4755 bin/suid
text keys/public open
text keys/secret closed
chmod 600 keys/secret
text upload/a/page.html page
chmod 777 upload upload/a upload/a/page.html
text 'odd/two words' two
text $'odd/two\nlines' lines
text 'odd/a b/c d' inside
text project/app.c~ older
text project/old.bak old
mkdir -p tmp backup links
ln -s nowhere links/broken
ln -s ../docs/manual.txt links/good
ln -s /usr/lib links/far

find . ! -path './logs/day-*' -exec touch -h -d '2 days ago' {} +
touch -d '2024-05-06 07:08:09' photos/2024/beach.JPG copy/2024/beach.JPG
touch -d '3 hours ago' src/main.o
touch -d '2 hours ago' src/main.c
touch -d '5 minutes ago' docs/notes.txt
touch -d '4 minutes ago' src/lib/list.c
touch -a -d '1 minute ago' docs/*.txt
touch -a -d '3 days ago' docs/manual.txt
touch -d '2 days' tmp
