#!/bin/bash
# Draws every icon file from the drawings in packaging/icons: PNG and SVG for Linux, .ico for
# Windows, .icns for macOS. Needs rsvg-convert (librsvg2-bin), convert (imagemagick) and png2icns
# (icnsutils). The results are committed; run this after changing a drawing.
set -euo pipefail
cd "$(dirname "$0")"

id=org.restante.Restante
hicolor=linux/icons/hicolor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for size in 16 24 32 48 64 128 256 512 1024; do
    # The small sizes have drawings of their own; the master serves the others.
    drawing=icons/restante-$size.svg
    [ -f "$drawing" ] || drawing=icons/restante.svg
    rsvg-convert --width "$size" --height "$size" "$drawing" --output "$work/$size.png"
done

for size in 16 24 32 48 64 128 256 512; do
    install -Dm644 "$work/$size.png" "$hicolor/${size}x$size/apps/$id.png"
done
install -Dm644 icons/restante.svg "$hicolor/scalable/apps/$id.svg"

# 256 pixels go in as PNG, which Windows reads since Vista and which keeps the file small.
convert "$work"/{16,24,32,48,64,128,256}.png windows/restante.ico
png2icns macos/restante.icns "$work"/{16,32,48,128,256,512,1024}.png >/dev/null
