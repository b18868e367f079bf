//! The chime of new mail: two tones, as the mail clients of old sounded them.
//!
//! The sound goes by the programs that desktops have for this, so that nothing needs a sound
//! library to be built. The person's own sound theme comes first; where there is none, the tones
//! are made here. Who has no such program hears nothing, and the log says so.

use std::f32::consts::TAU;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::NamedTempFile;

/// Samples in a second.
const RATE: u32 = 22_050;
/// The tones: how high in hertz, and from when on in seconds.
const TONES: [(f32, f32); 2] = [(659.26, 0.0), (880.0, 0.16)];
/// How long it sounds, in seconds.
const LENGTH: f32 = 0.7;

/// What sounds the person's own chime, without a wave of ours.
const THEME: Option<(&str, &[&str])> = if cfg!(any(windows, target_os = "macos")) {
    None
} else {
    Some(("canberra-gtk-play", &["-i", "message-new-email"]))
};

/// One chime at a time: a sound system that hangs must not gather threads.
static SOUNDING: AtomicBool = AtomicBool::new(false);

/// Sounds the chime; returns when it is over.
pub(super) fn sound() {
    if SOUNDING.swap(true, Ordering::AcqRel) {
        return;
    }
    if let Err(error) = play() {
        tracing::warn!(%error, "the chime cannot be heard");
    }
    SOUNDING.store(false, Ordering::Release);
}

fn play() -> std::io::Result<()> {
    if THEME.is_some_and(|(program, arguments)| run(program, arguments)) {
        return Ok(());
    }
    let mut file = NamedTempFile::with_suffix(".wav")?;
    file.write_all(&wave())?;
    file.flush()?;
    let players = players(file.path());
    for (program, arguments) in &players {
        if run(program, arguments) {
            return Ok(());
        }
    }
    let theme = THEME.map(|(program, _)| program);
    let names: Vec<&str> = theme.into_iter().chain(players.iter().map(|(p, _)| *p)).collect();
    Err(std::io::Error::other(format!("none of these programs works: {}", names.join(", "))))
}

/// Returns the programs that can sound a wave, the best one first, and what they are told.
fn players(wave: &Path) -> Vec<(&'static str, Vec<String>)> {
    let path = wave.display().to_string();
    if cfg!(windows) {
        let quoted = path.replace('\'', "''");
        let order = format!("(New-Object Media.SoundPlayer '{quoted}').PlaySync()");
        return vec![("powershell", vec!["-NoProfile".into(), "-Command".into(), order])];
    }
    if cfg!(target_os = "macos") {
        return vec![("afplay", vec![path])];
    }
    vec![
        ("pw-play", vec![path.clone()]),
        ("paplay", vec![path.clone()]),
        ("aplay", vec!["-q".into(), path]),
    ]
}

fn run<S: AsRef<OsStr>>(program: &str, arguments: &[S]) -> bool {
    let mut command = Command::new(program);
    let _ =
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        /// No console window flashes up.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        let _ = command.creation_flags(CREATE_NO_WINDOW);
    }
    command.status().is_ok_and(|status| status.success())
}

/// Makes the sound: a RIFF WAVE file of 16-bit samples.
fn wave() -> Vec<u8> {
    let samples: Vec<i16> = (0..(RATE as f32 * LENGTH) as u32)
        .map(|n| {
            let at = n as f32 / RATE as f32;
            let tones = TONES.iter().filter(|(_, from)| at >= *from).map(|(height, from)| {
                let since = at - from;
                // It begins and ends softly: a step would click.
                let swell = (since / 0.005).min(1.0) * ((LENGTH - at) / 0.05).min(1.0);
                (TAU * height * since).sin() * (-6.0 * since).exp() * swell
            });
            (tones.sum::<f32>() * 0.3 * f32::from(i16::MAX)) as i16
        })
        .collect();
    let data = samples.len() as u32 * 2;
    let mut file = Vec::with_capacity(44 + data as usize);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + data).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    // Plain samples, one channel.
    file.extend_from_slice(&1_u16.to_le_bytes());
    file.extend_from_slice(&1_u16.to_le_bytes());
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&(RATE * 2).to_le_bytes());
    file.extend_from_slice(&2_u16.to_le_bytes());
    file.extend_from_slice(&16_u16.to_le_bytes());
    file.extend_from_slice(b"data");
    file.extend_from_slice(&data.to_le_bytes());
    for sample in samples {
        file.extend_from_slice(&sample.to_le_bytes());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tones_are_a_sound_file_that_is_neither_silent_nor_overdriven() {
        let wave = wave();
        assert_eq!((&wave[..4], &wave[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
        let length = |at: usize| u32::from_le_bytes(wave[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!((length(4), length(40)), (wave.len() - 8, wave.len() - 44));
        let samples = wave[44..].chunks(2).map(|s| i16::from_le_bytes(s.try_into().unwrap()));
        let samples: Vec<i32> = samples.map(i32::from).collect();
        let loudest = samples.iter().map(|s| s.abs()).max().unwrap();
        assert!((8_000..32_000).contains(&loudest), "{loudest}");
        assert!(samples.last().unwrap().abs() < 200, "it ends softly");
    }

    #[test]
    fn a_program_that_is_not_there_or_fails_is_passed_over() {
        assert!(!run::<&str>("restante-no-such-program", &[]));
        let path = Path::new("/tmp/a.wav");
        assert!(
            players(path)
                .iter()
                .all(|(_, arguments)| { arguments.last().unwrap().contains("a.wav") })
        );
    }
}
