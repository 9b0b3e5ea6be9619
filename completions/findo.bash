# bash completion for findo. What may stand next findo itself tells (findo --list=next WORD...), so this never falls behind.

# bash cuts words off at each "=": here they are put together again, up to the cursor, as findo will see them.
_findo_words() {
    local index word
    words=()
    for ((index = 1; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $word == = && ${#words[@]} -gt 0 && ${words[-1]} == --* ]]; then
            words[-1]+='='
        elif [[ ${#words[@]} -gt 0 && ${words[-1]} == --*= && ${COMP_WORDS[index - 1]} == = ]]; then
            words[-1]+=$word
        else
            [[ $word == \'*\' || $word == \"*\" ]] && word=${word:1:${#word}-2}
            words+=("${word//\\/}")
        fi
    done
}

# The command behind so many words, with a completion of its own where bash has one for it.
_findo_command() { # WORDS BEFORE IT
    local before=$1
    if declare -F _command_offset >/dev/null; then
        _command_offset "$((before + 1))"
    elif ((${#words[@]} - 1 == before)); then
        mapfile -t COMPREPLY < <(compgen -c -- "$current")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null
    fi
}

_findo() {
    local -a words=()
    local current line word typed
    _findo_words
    typed=${words[-1]}
    current=${COMP_WORDS[COMP_CWORD]}
    [[ $typed == --*= && $current == = ]] && current=''
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            @files)
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
                compopt -o filenames 2>/dev/null
                ;;
            @directories)
                mapfile -t COMPREPLY < <(compgen -d -- "$current")
                compopt -o filenames 2>/dev/null
                ;;
            @users) mapfile -t COMPREPLY < <(compgen -u -- "$current") ;;
            @groups) mapfile -t COMPREPLY < <(compgen -g -- "$current") ;;
            @command*) _findo_command "${line#@command }" ;;
            @open) compopt -o nospace 2>/dev/null ;;
            @from*) ;;
            *)
                word=${line%%$'\t'*}
                [[ $word == "$typed"* ]] || continue
                [[ $typed == --*=* ]] && word=${word#*=}
                printf -v word %q "$word"
                [[ $word == '\{\}' ]] && word="'{}'"
                COMPREPLY+=("${word//\\,/,}")
                ;;
        esac
    done < <(findo --list=next "${words[@]}" 2>/dev/null)
    if [[ $current == '\' ]]; then # the beginning of \;
        [[ " ${COMPREPLY[*]} " == *' \; '* ]] && COMPREPLY=('\;')
    fi
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == --*= ]] && compopt -o nospace 2>/dev/null
    # These are quoted already; where file names might have stood, they would be quoted again.
    [[ ${COMPREPLY[*]} == '\;' || ${COMPREPLY[*]} == "'{}'" ]] && compopt +o filenames 2>/dev/null
}
complete -F _findo findo
