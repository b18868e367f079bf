//! The list in a real window, for measuring from outside how soon a key is on the screen.

use iced::{Size, Task};
use restante::disk::{Disk, Patience};
use restante::mmf::MessageFile;
use restante::ui::theme::{self, Look};
use restante::ui::widget::ListEvent;

use super::inbox::Inbox;
use super::machine::say;
use super::store::{self, Outcome};

/// Shows a list of so many rows until the window is closed.
pub(crate) fn show(rows: usize, import: bool) -> Outcome {
    if import {
        let other = store::message_file(100_000, false)?;
        let _ = std::thread::Builder::new().name("desk".into()).spawn(move || {
            let ended = take_over_again_and_again(&other);
            say(&format!("the import ended: {:?}", ended.err().map(|e| e.to_string())));
        })?;
    }
    let boot = move || (Inbox::new(rows), iced::widget::operation::focus("list"));
    let update = |inbox: &mut Inbox, event: ListEvent| {
        inbox.update(&event);
        Task::none()
    };
    iced::application(boot, update, Inbox::view)
        .title("Restante scrolls")
        .theme(|_: &Inbox| Look::Classic.theme())
        .window_size(Size::new(1000.0, 680.0))
        .settings(iced::Settings {
            fonts: theme::fonts(),
            default_font: theme::UI,
            default_text_size: theme::TEXT.into(),
            antialiasing: false,
            ..iced::Settings::default()
        })
        .run()?;
    Ok(())
}

/// Fills one message file after the other with the mail of another.
fn take_over_again_and_again(other: &std::path::Path) -> Outcome {
    let disk = Disk::new();
    loop {
        let folder = tempfile::tempdir_in(store::folder()?)?;
        let path = folder.path().join("IMPORT.MMF");
        let patience = Patience::wait(std::time::Duration::from_secs(5));
        let lock =
            std::sync::Arc::new(disk.lock(&path.with_extension("1LK"), "BENCH", patience)?);
        let mut file = MessageFile::create(&disk, &path, &[0xC5; 80], lock)?;
        let begun = std::time::Instant::now();
        let imported = file.import(other, &mut |_| true)?;
        let seconds = begun.elapsed().as_secs_f64();
        say(&format!("imported {} messages in {seconds:.1} s", imported.imported));
        file.close()?;
    }
}
