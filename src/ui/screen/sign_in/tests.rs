//! The screen and each of its questions, walked through by keys; what they do is played in the
//! tests of the whole window.

use iced::Size;

use super::*;
use crate::ui::widget::testing::walk::walk;

const SIZE: Size = Size::new(640.0, 480.0);

#[test]
fn tab_leads_through_the_form_and_every_question() {
    let recent = [PathBuf::from("/mail/MAIN"), PathBuf::from("/mail/BRANCH")];
    let (mut screen, _) = SignIn::new(Path::new("/mail/NORTH"), "ANNA", &recent);
    walk("sign-in", SIZE, || screen.view());
    let path = PathBuf::from("/mail/NORTH/MMF/00000001.MMF");
    let invalid = |can_reconnect| Over::Invalid {
        path: path.clone(),
        can_reconnect,
        hint: words::text("session-old-password-wrong-hint"),
    };
    let original = Error::OriginalMessageFile { path: path.clone() };
    let questions = [
        Over::Failure(Error::WrongNameOrPassword),
        Over::NoPostoffice(Error::WrongNameOrPassword),
        invalid(true),
        invalid(false),
        Over::OldPassword { path: path.clone(), can_reconnect: true, old: Secret::default() },
        Over::Missing(path.clone()),
        Over::OpenFile { path: path.clone(), chosen: String::new() },
        Over::Original(original),
        Over::NewFile { at: None, back: Box::new(invalid(true)) },
    ];
    for (number, over) in questions.into_iter().enumerate() {
        screen.over = Some(over);
        walk(&format!("question {number}"), SIZE, || screen.view());
    }
}

#[test]
#[ignore = "draws pictures for people to look at"]
#[expect(clippy::disallowed_methods, reason = "the tests write pictures")]
fn pictures_with_text_of_twice_the_size() {
    use crate::ui::theme::Look;
    use crate::ui::widget::testing::settings;

    let recent = [PathBuf::from("/mail/MAIN"), PathBuf::from("/mail/BRANCH")];
    let (mut screen, _) = SignIn::new(Path::new("/mail/NORTH"), "ANNA", &recent);
    let path = PathBuf::from("/mail/NORTH/MMF/00000001.MMF");
    let hint = words::text("session-old-password-wrong-hint");
    let questions = [
        None,
        Some(Over::Failure(Error::WrongNameOrPassword)),
        Some(Over::Invalid { path: path.clone(), can_reconnect: true, hint }),
        Some(Over::Original(Error::OriginalMessageFile { path: path.clone() })),
        Some(Over::OpenFile { path, chosen: String::new() }),
    ];
    for (number, over) in questions.into_iter().enumerate() {
        screen.over = over;
        for (name, width, height) in [("least", 480.0, 320.0), ("wide", 956.0, 508.0)] {
            let size = Size::new(width, height);
            let mut ui = iced_test::Simulator::with_size(settings(), size, screen.view());
            let path = format!("target/pictures/200-{name}-sign-in-{number}.png");
            // The comparison writes the picture when there is none yet.
            let _ = std::fs::remove_file(path.replace(".png", "-tiny-skia.png"));
            let picture = ui.snapshot(&Look::Classic.theme()).unwrap();
            assert!(picture.matches_image(&path).unwrap());
        }
    }
}
