//! Hears at once when a letter is put into the mailbag. Shares often do not tell, and then nothing
//! is heard here: the looks every few seconds do not rely on it.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use iced::Subscription;
use iced::futures::Stream;
use iced::futures::channel::mpsc as channel;
use iced::futures::stream::unfold;
use notify::{EventKind, RecursiveMode, Watcher};

/// Changes closer together than this are one.
const QUIET: Duration = Duration::from_millis(300);

/// Something changed in one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Changed;

/// Watches files; they may be replaced, so that it is their folders which are watched.
pub(super) fn files(files: &[PathBuf]) -> Subscription<Changed> {
    if files.is_empty() {
        return Subscription::none();
    }
    Subscription::run_with(files.to_vec(), |files| changes(files.clone()))
}

enum Signal {
    Changed,
    End,
}

/// Ends the watching thread when the stream goes.
struct Guard(mpsc::Sender<Signal>);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.send(Signal::End);
    }
}

/// The watching has a thread of its own: a share that hangs must not hold up anything else.
fn changes(files: Vec<PathBuf>) -> impl Stream<Item = Changed> {
    // Room for one: who is told once more before having looked needs no second telling.
    let (tell, told) = channel::channel(1);
    let (signals, heard) = mpsc::channel();
    let guard = Guard(signals.clone());
    let spawned = std::thread::Builder::new().name("watch".into()).spawn(move || {
        match watcher(&files, signals) {
            // It watches as long as it lives.
            Ok(_watcher) => forward(&heard, tell),
            Err(error) => tracing::info!(%error, "new mail is looked for, not heard of"),
        }
    });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread to watch the mailbag");
    }
    unfold((told, guard), async |(mut told, guard)| {
        use iced::futures::StreamExt as _;
        told.next().await.map(|changed| (changed, (told, guard)))
    })
}

fn watcher(files: &[PathBuf], signals: mpsc::Sender<Signal>) -> notify::Result<impl Watcher> {
    let names: Vec<_> = files.iter().filter_map(|file| file.file_name()).map(Into::into).collect();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if is_change(event.kind) && concerns(&event.paths, &names) {
            // Nobody listens any more when it fails.
            let _ = signals.send(Signal::Changed);
        }
    })?;
    let mut folders: Vec<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// Looking at a file is no change; we look ourselves.
fn is_change(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any)
}

fn concerns(paths: &[PathBuf], names: &[std::ffi::OsString]) -> bool {
    paths.iter().any(|path| names.iter().any(|name| path.file_name() == Some(name)))
}

/// Hands on that something changed, once it is quiet again.
fn forward(heard: &mpsc::Receiver<Signal>, mut tell: channel::Sender<Changed>) {
    while let Ok(Signal::Changed) = heard.recv() {
        // It is told in the end, however long others go on writing.
        for _ in 0..10 {
            match heard.recv_timeout(QUIET) {
                Ok(Signal::Changed) => {}
                Ok(Signal::End) | Err(mpsc::RecvTimeoutError::Disconnected) => return,
                Err(mpsc::RecvTimeoutError::Timeout) => break,
            }
        }
        if tell.try_send(Changed).is_err_and(|error| error.is_disconnected()) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::futures::StreamExt as _;
    use iced::futures::executor::block_on;
    use iced::futures::future::{Either, select};

    fn wait(stream: &mut (impl Stream<Item = Changed> + Unpin)) -> Option<Changed> {
        let (done, timeout) = iced::futures::channel::oneshot::channel::<()>();
        let _timer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(2));
            let _ = done.send(());
        });
        block_on(async {
            match select(stream.next(), timeout).await {
                Either::Left((changed, _)) => changed,
                Either::Right(_) => None,
            }
        })
    }

    #[test]
    fn a_change_is_heard_once_and_a_look_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("00000001.KEY");
        let disk = crate::session::Disk::new();
        disk.create_new(&file, b"one").unwrap();
        let mut changes = Box::pin(changes(vec![file.clone()]));
        // The watch may begin a little later than the stream.
        std::thread::sleep(Duration::from_millis(300));
        disk.write_at(&file, 0, b"two").unwrap();
        disk.replace(&file, b"three").unwrap();
        assert_eq!(wait(&mut changes), Some(Changed));
        assert_eq!(wait(&mut changes), None, "it was told already");
        let _ = disk.read(&file, 100).unwrap();
        disk.create_new(&dir.path().join("00000002.KEY"), b"somebody else's").unwrap();
        assert_eq!(wait(&mut changes), None);
    }
}
