# bash completion for findo. What there is to complete, findo itself tells (findo --list=...), so that this never falls behind.

# The kind of operand that the words before the cursor leave open, or nothing.
_findo_operand() {
    local index word kind
    for ((index = COMP_CWORD - 1; index > 0; index--)); do
        word=${COMP_WORDS[index]}
        case $word in
            ';' | '\;' | '+') return ;;
            -exec | -execdir | -ok | -okdir)
                echo "command:$((COMP_CWORD - index))"
                return
                ;;
        esac
    done
    word=${COMP_WORDS[COMP_CWORD - 1]}
    kind=$({ findo --list=primaries; findo --list=flags; } 2>/dev/null |
        word=$word awk -F '\t' '$1 == ENVIRON["word"] { print $3; exit }')
    [[ $word == -newer[aBcm][aBcm] ]] && kind=file
    echo "$kind"
}

_findo_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_findo_types() {
    local letter
    local -a lists=()
    for letter in b c d f l p s w D; do lists+=("${1%"${1##*,}"}$letter"); done
    _findo_words "${lists[*]}" "$1"
    compopt -o nospace
}

_findo_fields() {
    local field
    local -a lists=()
    for field in $(findo --list=fields 2>/dev/null | cut -f 1); do lists+=("${1%"${1##*,}"}$field"); done
    _findo_words "${lists[*]}" "$1"
    compopt -o nospace
}

_findo_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

# The values of a long option, which bash has cut off at the "=".
_findo_values() { # OPTION CURRENT
    if [[ $1 == --errors ]]; then
        _findo_files "$2"
        return
    fi
    _findo_words "$(findo --list=options 2>/dev/null |
        option=$1= awk -F '\t' 'index($1, ENVIRON["option"]) == 1 { print substr($1, length(ENVIRON["option"]) + 1) }')" "$2"
}

_findo() {
    local current=${COMP_WORDS[COMP_CWORD]} operand
    COMPREPLY=()
    if [[ $current == = ]]; then
        _findo_values "${COMP_WORDS[COMP_CWORD - 1]}" ''
        return
    elif ((COMP_CWORD > 1)) && [[ ${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then
        _findo_values "${COMP_WORDS[COMP_CWORD - 2]}" "$current"
        return
    fi
    operand=$(_findo_operand)
    case $operand in
        command:1) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
        command:*)
            _findo_files "$current"
            [[ -z $current ]] && COMPREPLY+=("'{}'" "\\;" +)
            [[ $current == [{\'] ]] && COMPREPLY=("'{}'")
            ;;
        type) _findo_types "$current" ;;
        fields) _findo_fields "$current" ;;
        user) mapfile -t COMPREPLY < <(compgen -u -- "$current") ;;
        group) mapfile -t COMPREPLY < <(compgen -g -- "$current") ;;
        file-system) _findo_words "$(findo --list=file-systems 2>/dev/null)" "$current" ;;
        regex-type) _findo_words "$(findo --list=regex-types 2>/dev/null)" "$current" ;;
        order) _findo_words "$(findo --list=orders 2>/dev/null)" "$current" ;;
        debug) _findo_words "$(findo --list=debug 2>/dev/null)" "$current" ;;
        text) ;;
        file) _findo_files "$current" ;;
        *)
            if [[ $current == -* ]]; then
                _findo_words "$(findo --list=flags 2>/dev/null | awk -F '\t' '$3 != "attached" { print $1 }')
                    -O0 -O1 -O2 -O3 -not -and -or $(findo --list=options 2>/dev/null | cut -f 1)
                    $(findo --list=primaries 2>/dev/null | cut -f 1)" "$current"
            else
                _findo_files "$current"
            fi
            ;;
    esac
}
complete -F _findo findo
