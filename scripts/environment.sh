# Sourced by serve and test: makes .venv on first use, with the versions of requirements.lock.
# Usage: prepare [EXTRA]   e.g. prepare dev

# The theme says at each start when its support ends; pyproject.toml and CONTRIBUTING.md say it once.
export NO_MKDOCS_2_WARNING=1

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 2; }

find_python() {
  for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
  die "Python 3.11 or later is needed and was not found. Install it (Debian: apt-get install python3 python3-venv), or name one: PYTHON=/path/to/python $0"
}

prepare() {
  extra=${1:-}
  stamp=.venv/.prepared-${extra:-plain}
  if [ -e "$stamp" ] && [ ! pyproject.toml -nt "$stamp" ] && [ ! requirements.lock -nt "$stamp" ]; then
    return
  fi
  python=$(find_python) || exit 2
  say "Setting up .venv (first use, or changed versions) ..."
  if [ ! -x .venv/bin/python ]; then
    "$python" -m venv .venv || die "Python's venv module does not work. Debian: apt-get install python3-venv"
  fi
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --constraint requirements.lock --editable ".${extra:+[$extra]}" >.venv/install.log 2>&1 || {
    cat .venv/install.log >&2
    die "The packages could not be installed: see pip's message above. Is a package index reachable?"
  }
  touch "$stamp"
}
