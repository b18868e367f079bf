#!/bin/bash
# How soon the program is there, what it costs while nothing happens, and how soon a key is on the
# screen (figures P9, P10). Everything happens on a screen in memory (Xvfb) under a real window
# manager (openbox); the screen's memory is watched directly, so that watching costs the programs
# nothing but a share of the processor. benches/README.md explains the figures.
#
#   benches/start.sh [STATE [WHAT...]]
#
# STATE  welcome          the first window of somebody new (default)
#        sign-in          the sign-in, a postoffice is known
#        center           the message center of the demo; PREPARE may lead further
#        list             a list of ROWS rows in a window: `cargo bench --bench scrolling`
#        list-import      the same while mail is imported in the same process
#        claws-mail       the peer, in its main window with an empty mailbox
#        COMMAND          anything else is run as it is
# WHAT   start idle keys  (default: all three)
#
# Parameters, from the environment:
#   BIN      the program, target/release/restante
#   RUNS     starts, 10; the first one is printed apart
#   KEYS     keys, 100
#   KEY      their names in turn, as X calls them: "Down", "Down Up", "Tab", "Next" for PageDown;
#            "Button5" is the wheel, a notch down, in the middle of the window
#   ROWS     rows of the states list and list-import, 100000
#   PREPARE  commands before idle and keys, with xdotool; the window has the focus
#   DURING   a command that runs while keys are measured
#   PICTURE  a file for a picture (PPM) of the window when it was found painted
#   KEEP     a folder for HOME, kept from run to run; without it everybody is new each time
set -euo pipefail
cd "$(dirname "$0")/.."

state=${1:-welcome}
[ $# -gt 0 ] && shift
what=${*:-start idle keys}
export RUNS=${RUNS:-10} KEYS=${KEYS:-100} PREPARE=${PREPARE:-} DURING=${DURING:-} PICTURE=${PICTURE:-}
bin=$(realpath "${BIN:-target/release/restante}")

for tool in Xvfb openbox xdotool /usr/bin/python3; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done
/usr/bin/python3 -c 'import Xlib.ext.xtest' 2>/dev/null || { echo "python3-xlib is not installed" >&2; exit 1; }

room=$(mktemp -d)
started=()
leave() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$room"
}
trap leave EXIT

# The list in a window is a mode of a bench.
scrolling() {
    local built
    built=$(cargo bench --no-run --bench scrolling 2>&1 | sed -n 's/.*(\(target[^)]*\)).*/\1/p')
    echo "$PWD/$built --window ${ROWS:-100000}"
}

# A mailbox of its own, so that claws-mail opens its main window and not its first questions.
claws_home() {
    mkdir -p "$1/.claws-mail" "$1/Mail"/{inbox,sent,draft,queue,trash}
    cat >"$1/.claws-mail/accountrc" <<-ACCOUNT
	[Account: 1]
	account_name=bench
	is_default=1
	name=Bench
	address=bench@example.invalid
	protocol=5
	receive_server=
	smtp_server=localhost
	ACCOUNT
    cat >"$1/.claws-mail/folderlist.xml" <<-FOLDERS
	<?xml version="1.0" encoding="UTF-8"?>
	<folderlist>
	<folder type="mh" collapsed="0" name="Mail" path="$1/Mail">
	<folderitem type="inbox" name="inbox" path="inbox" mtime="0" />
	<folderitem type="outbox" name="sent" path="sent" mtime="0" />
	<folderitem type="draft" name="draft" path="draft" mtime="0" />
	<folderitem type="queue" name="queue" path="queue" mtime="0" />
	<folderitem type="trash" name="trash" path="trash" mtime="0" />
	</folder>
	</folderlist>
	FOLDERS
}

# Somebody who has signed in before.
known_home() {
    mkdir -p "$1/.config/restante"
    printf 'postoffices = ["/nowhere/postoffice"]\nmailbox = "ANNA"\n' >"$1/.config/restante/settings.toml"
}

home=${KEEP:-$room/home}
mkdir -p "$home" "$room/frame"
keys_of_state=Tab
case $state in
    welcome) command=$bin ;;
    sign-in) command=$bin; known_home "$home" ;;
    center)
        command=$bin
        keys_of_state="Down Up"
        # "Look Around" makes the demo and signs in; the title tells when it is done.
        PREPARE="title=\$(xdotool getactivewindow getwindowname); xdotool key alt+l
for _ in \$(seq 300); do
    sleep 0.1; [ \"\$(xdotool getactivewindow getwindowname)\" != \"\$title\" ] && break
done; sleep 2
$PREPARE"
        ;;
    list) command=$(scrolling); keys_of_state=Down ;;
    list-import) command="$(scrolling) --import"; keys_of_state=Down ;;
    claws-mail) command=claws-mail; claws_home "$home" ;;
    *) command=$state ;;
esac
export KEY=${KEY:-$keys_of_state}

exec 3>"$room/display"
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -fbdir "$room/frame" >"$room/xvfb.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do [ -s "$room/display" ] && break; sleep 0.05; done
DISPLAY=:$(tr -d '\n' <"$room/display")
export DISPLAY
openbox >"$room/openbox.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do
    xdotool get_num_desktops >/dev/null 2>&1 && break; sleep 0.05
done

echo "machine: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) cores," \
    "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), $(uname -r), load $(cut -d' ' -f1-3 /proc/loadavg)"
echo "screen: 1280x900, $(dpkg-query -W -f '${Package} ${Version}, ' xvfb openbox 2>/dev/null || true)no graphics card, $(fc-list 2>/dev/null | wc -l) fonts"
echo "state: $state; command: $command"
[ "$state" = claws-mail ] && claws-mail --version | head -1

# Nobody's settings, no desktop's services: HOME alone counts.
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME DBUS_SESSION_BUS_ADDRESS
export HOME=$home FRAME=$room/frame/Xvfb_screen0 COMMAND=$command WHAT=$what NO_AT_BRIDGE=1 ICED_BACKEND=tiny-skia

/usr/bin/python3 - <<'PYTHON'
import mmap, os, random, shlex, signal, struct, subprocess, sys, time
from Xlib import X, XK, display, error
from Xlib.ext import xtest

clock = time.perf_counter
command = shlex.split(os.environ["COMMAND"])
screen = display.Display()
root = screen.screen().root

frame = open(os.environ["FRAME"], "rb")
memory = mmap.mmap(frame.fileno(), 0, prot=mmap.PROT_READ)
header = struct.unpack(">25I", memory[:100])
begin, line = header[0] + header[19] * 12, header[12]


class Window:
    """The part of the screen inside a window's frame."""

    def __init__(self, window):
        shape = window.get_geometry()
        at = root.translate_coords(window, 0, 0)
        self.window, self.x, self.y = window, at.x, at.y
        # What is beyond the screen is not in its memory.
        self.width = min(shape.width, header[4] - self.x)
        self.height = min(shape.height, header[5] - self.y)

    def look(self, step=4):
        """Every fourth line: no text and no frame around anything is thinner."""
        places = (begin + y * line + self.x * 4 for y in range(self.y, self.y + self.height, step))
        return b"".join(memory[place:place + self.width * 4] for place in places)

    def is_painted(self):
        """An empty window has one colour. The pointer is out of the way."""
        return len(set(memoryview(self.look(8)).cast("I"))) >= 8

    def picture(self, path):
        """Writes what is there as a picture, so that somebody can see that it is the window."""
        pixels = memoryview(self.look(1))
        with open(path, "wb") as out:
            out.write(b"P6 %d %d 255\n" % (self.width, self.height))
            rgb = bytearray(len(pixels) // 4 * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
            out.write(rgb)


def family(pid):
    """The process and those that it started."""
    pids = {pid}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    if int(stat.read().rsplit(")", 1)[1].split()[1]) in pids:
                        pids.add(int(entry))
            except (OSError, ValueError):
                pass
    return pids


def window_of(pid):
    """The window of a program, as the window manager lists it."""
    found = root.get_full_property(screen.get_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
    for number in found.value if found else []:
        window = screen.create_resource_object("window", number)
        try:
            owner = window.get_full_property(screen.get_atom("_NET_WM_PID"), X.AnyPropertyType)
            mapped = window.get_attributes().map_state == X.IsViewable
            if mapped and (owner is None or owner.value[0] in family(pid)):
                return window
        except error.XError:
            pass
    return None


def start(patience=60.0):
    """Starts the program; returns it, its window, and when it was mapped, painted and at rest."""
    root.warp_pointer(header[4] - 1, header[5] - 1)
    screen.sync()
    log = open(os.path.join(os.environ["HOME"], "program.log"), "ab")
    begun = clock()
    program = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    while (window := window_of(program.pid)) is None:
        if clock() - begun > patience or program.poll() is not None:
            sys.exit(f"no window came: {' '.join(command)}")
        time.sleep(0.0005)
    mapped = clock() - begun
    window = Window(window)
    while not window.is_painted():
        if clock() - begun > patience:
            sys.exit("the window stayed empty")
        time.sleep(0.0005)
    painted = clock() - begun
    if os.environ["PICTURE"]:
        window.picture(os.environ["PICTURE"])
    # At rest when nothing changes for longer than a program pauses; a caret blinks more slowly.
    rest, seen = painted, window.look()
    while clock() - begun - rest < 0.45:
        time.sleep(0.001)
        if (now := window.look()) != seen:
            rest, seen = clock() - begun, now
    return program, window, (mapped, painted, rest)


def stop(program):
    os.killpg(program.pid, signal.SIGTERM)
    try:
        program.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def share(values, part):
    values = sorted(values)
    return values[round((len(values) - 1) * part)]


def processor(pids):
    ticks = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return ticks / os.sysconf("SC_CLK_TCK")


def resident(pids, name):
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/status") as status:
                total += sum(int(l.split()[1]) for l in status if l.startswith(name))
        except OSError:
            pass
    return total / 1024


def prepare(window):
    window.window.set_input_focus(X.RevertToParent, X.CurrentTime)
    screen.sync()
    time.sleep(0.3)
    if os.environ["PREPARE"].strip():
        subprocess.run(["bash", "-c", os.environ["PREPARE"]], check=True)


def measure_start():
    runs = []
    for nth in range(int(os.environ["RUNS"]) + 1):
        program, window, times = start()
        processor_time = processor(family(program.pid))
        stop(program)
        if nth == 0:
            print("start, the first one: mapped %.3f, painted %.3f, at rest %.3f s" % times)
        else:
            runs.append((*times, processor_time))
        time.sleep(0.3)
    names = ["window mapped", "first frame painted", "at rest", "processor time until then"]
    for name, column in zip(names, zip(*runs)):
        print("start, %d runs: %-26s best %.3f  median %.3f  max %.3f s"
              % (len(runs), name, min(column), share(column, 0.5), max(column)))


def measure_idle(program):
    time.sleep(2)
    pids = family(program.pid)
    before = processor(pids)
    time.sleep(10)
    used = processor(pids) - before
    print("idle: %.2f s of processor time in 10 s; resident %.1f MB, at most %.1f MB"
          % (used, resident(pids, "VmRSS:"), resident(pids, "VmHWM:")))


def measure_keys(window, program):
    names = os.environ["KEY"].split()
    wheel = [name.startswith("Button") for name in names]
    codes = [int(name[6:]) if turn else screen.keysym_to_keycode(XK.string_to_keysym(name))
             for name, turn in zip(names, wheel)]
    if 0 in codes:
        sys.exit(f"no such key: {names}")
    if any(wheel):
        root.warp_pointer(window.x + window.width // 2, window.y + window.height // 2)
        screen.sync()
        time.sleep(0.3)
    during = None
    if os.environ["DURING"]:
        during = subprocess.Popen(["bash", "-c", os.environ["DURING"]], start_new_session=True)
        time.sleep(1)
    times, silent, dice = [], 0, random.Random(1)
    looks, watching = 0, 0.0
    before = processor(family(program.pid))
    for nth in range(int(os.environ["KEYS"])):
        code, turn = codes[nth % len(codes)], wheel[nth % len(codes)]
        seen = window.look()
        begun = clock()
        xtest.fake_input(screen, X.ButtonPress if turn else X.KeyPress, code)
        screen.flush()
        while True:
            changed = window.look() != seen
            now = clock()
            looks += 1
            if changed:
                times.append((now - begun) * 1000)
                break
            if now - begun > 2:
                silent += 1
                break
            # Leaves the processor to the program; looking all the time would slow it down.
            time.sleep(0.0003)
        watching += now - begun
        xtest.fake_input(screen, X.ButtonRelease if turn else X.KeyRelease, code)
        screen.sync()
        time.sleep(dice.uniform(0.05, 0.15))
    used = processor(family(program.pid)) - before
    if during:
        os.killpg(during.pid, signal.SIGTERM)
        during.wait()
    if not times:
        sys.exit(f"no key changed anything: {names}")
    print("keys %s, %d: best %.1f  p50 %.1f  p95 %.1f  p99 %.1f  worst %.1f ms; over 16.7 ms: %d, over "
          "100 ms: %d, without effect: %d; looked every %.2f ms; %.1f ms of processor time a key"
          % (" ".join(names), len(times), min(times), share(times, 0.5), share(times, 0.95),
             share(times, 0.99), max(times), sum(t > 16.7 for t in times),
             sum(t > 100 for t in times), silent, watching * 1000 / looks,
             used * 1000 / int(os.environ["KEYS"])))


what = os.environ["WHAT"].split()
if "start" in what:
    measure_start()
if "idle" in what or "keys" in what:
    program, window, _ = start()
    try:
        prepare(window)
        if "idle" in what:
            measure_idle(program)
        if "keys" in what:
            measure_keys(window, program)
    finally:
        stop(program)
PYTHON
