//! An administrator at work, by keys and mouse, on real postoffices.

mod pictures;
mod slow;

use std::path::PathBuf;

use iced::keyboard::{Key, Modifiers, key::Named};

use super::*;
use crate::admin::{Administrator, NewPostoffice, NewUser};
use crate::mail::{FullName, Password};
use crate::session::SignIn;
use crate::ui::dialog::testing::Ran;
use crate::ui::widget::testing::walk::walk;
use crate::ui::widget::testing::{Stage, press};

const ADMIN: &str = "admin secret";

/// Two postoffices, NORTH/MAIN with ADMIN, ANNA and BRUNO, and NORTH/BRANCH with ADMIN.
struct World {
    dir: tempfile::TempDir,
    main: Administrator,
}

fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

fn password(text: &str) -> Password {
    Password::new(text).unwrap()
}

impl World {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let office = |office: &str, secret: &str| {
            let mut new =
                NewPostoffice::new(name("NORTH"), name(office), password(secret)).unwrap();
            new.cost = Cost::LEAST;
            new.create(&Disk::new(), &dir.path().join(office)).unwrap()
        };
        let main = office("MAIN", ADMIN);
        let _ = office("BRANCH", ADMIN);
        for (mailbox, full_name) in [("ANNA", "Anna Berg"), ("BRUNO", "Bruno Carl")] {
            let _ = main
                .add_user(NewUser {
                    mailbox: name(mailbox),
                    full_name: FullName::parse(full_name).unwrap(),
                    password: password("old one"),
                    administrator: false,
                })
                .unwrap();
        }
        Self { dir, main }
    }

    fn root(&self, office: &str) -> PathBuf {
        self.dir.path().join(office)
    }

    fn sign_in(&self, office: &str, mailbox: &str, secret: &str) -> Result<(), String> {
        let mut sign_in = SignIn::new(&self.root(office), mailbox, password(secret));
        sign_in.cost = Cost::LEAST;
        let session = sign_in.run(&Disk::new(), &|| false).map_err(|e| e.summary())?;
        session.sign_out().map_err(|e| e.summary())
    }
}

/// The window, and what it did.
struct Played {
    manager: PostofficeManager,
    ran: Ran,
    closed: bool,
}

fn hear(played: &mut Played, message: &Message) {
    let Played { manager, ran, closed } = played;
    let mut hear = |message: Message| match manager.update(message) {
        Action::None | Action::PrintKeys(_) => None,
        Action::Run(task) => Some(task),
        Action::Close => {
            *closed = true;
            None
        }
    };
    if let Some(task) = hear(message.clone()) {
        ran.run(task, &mut hear);
    }
}

type Window = Stage<Played, Message>;

fn open(world: &World) -> Window {
    let (manager, _) = PostofficeManager::with_cost(world.root("MAIN"), name("ADMIN"), Cost::LEAST);
    let played = Played { manager, ran: Ran::default(), closed: false };
    Stage::new(played, |played| played.manager.view(), hear).sized(PostofficeManager::SIZE)
}

fn write(window: &mut Window, text: &str) {
    for letter in text.chars() {
        let letter = letter.to_string();
        window.send([press(Key::Character(letter.into()), Modifiers::empty())]);
    }
}

/// The window after the administrator was let in.
fn entered(world: &World) -> Window {
    let mut window = open(world);
    write(&mut window, ADMIN);
    window.tap(Named::Enter);
    assert!(window.find("ANNA").is_some(), "the list is there");
    window
}

/// Fills in Move User for the selected user, and moves.
fn move_to(window: &mut Window, root: &std::path::Path) {
    window.alt("m");
    assert!(window.find("Move User").is_some());
    write(window, &root.display().to_string());
    window.tap(Named::Enter);
}

#[test]
fn the_password_opens_the_list() {
    let world = World::new();
    let mut window = open(&world);
    assert!(window.find("Administrator's Password").is_some());
    assert!(window.find("ANNA").is_none(), "nothing is seen before");
    write(&mut window, "Admin Secret");
    window.tap(Named::Enter);
    assert!(window.find("The password is incorrect. Large and small letters differ.").is_some());
    assert!(window.find("ANNA").is_none());
    write(&mut window, ADMIN);
    window.tap(Named::Enter);
    for text in ["ANNA", "Anna Berg", "BRUNO", "ADMIN", "Yes", "Never", "3 users", "NORTH/MAIN"] {
        assert!(window.find(text).is_some(), "no {text:?}");
    }
    assert!(window.find("Administrator's Password").is_none());
    assert_eq!(window.state.manager.title(), "Postoffice Manager – NORTH/MAIN");
    window.tap(Named::Escape);
    assert!(window.state.closed);
}

#[test]
fn every_shortcut_of_the_commands_does_what_its_command_does() {
    let world = World::new();
    let window = entered(&world);
    crate::ui::widget::menu::check::sound(|| window.state.manager.view());
}

#[test]
fn the_status_bar_says_what_the_chosen_line_of_the_menu_does() {
    let world = World::new();
    let mut window = entered(&world);
    assert!(window.find("3 users").is_some());
    window.right_click("BRUNO");
    window.redraw();
    assert!(window.find("Gives the user a password for one sign-in").is_some());
    assert!(window.find("3 users").is_none());
    window.tap(Named::ArrowDown);
    window.redraw();
    assert!(window.find("Moves the user to another postoffice").is_some());
    window.tap(Named::Escape);
    window.redraw();
    assert!(window.find("3 users").is_some());
}

#[test]
fn tab_leads_through_the_window_and_its_dialogs() {
    let world = World::new();
    let mut window = open(&world);
    let look = |window: &Window, what: &str| {
        walk(what, PostofficeManager::SIZE, || window.state.manager.view());
    };
    look(&window, "the password");
    write(&mut window, ADMIN);
    window.tap(Named::Enter);
    window.click("BRUNO");
    look(&window, "the list");
    for (letter, what) in
        [("a", "Add"), ("m", "Move"), ("r", "Recover"), ("d", "Delete"), ("h", "Check")]
    {
        window.alt(letter);
        assert!(window.state.manager.shown.is_some(), "{what}");
        look(&window, what);
        window.tap(Named::Escape);
        assert!(window.state.manager.shown.is_none(), "Escape leaves {what}");
    }
}

#[test]
fn without_a_password_there_is_nothing_to_see() {
    let world = World::new();
    let mut window = open(&world);
    window.tap(Named::Escape);
    assert!(window.state.closed);
    // An ordinary user is told so.
    let (manager, _) = PostofficeManager::with_cost(world.root("MAIN"), name("ANNA"), Cost::LEAST);
    let played = Played { manager, ran: Ran::default(), closed: false };
    let mut window =
        Stage::new(played, |played| played.manager.view(), hear).sized(PostofficeManager::SIZE);
    write(&mut window, "old one");
    window.tap(Named::Enter);
    assert!(window.find("The mailbox ANNA does not have administrative access.").is_some());
    window.tap(Named::Enter);
    assert!(window.find("Administrator's Password").is_some());
}

#[test]
fn the_list_is_sorted_by_its_headers() {
    let world = World::new();
    let mut window = entered(&world);
    let above = |window: &mut Window, a: &str, b: &str| {
        window.find(a).unwrap().y < window.find(b).unwrap().y
    };
    assert!(above(&mut window, "ANNA", "BRUNO"));
    window.click("Mailbox");
    assert!(above(&mut window, "BRUNO", "ANNA"));
    window.click("User id");
    assert!(above(&mut window, "ADMIN", "ANNA"), "in the order in which they were made");
    window.click("BRUNO");
    write(&mut window, "an");
    assert_eq!(window.state.manager.roll.selected().unwrap().mailbox, name("ANNA"));
}

#[test]
fn a_user_is_added_by_keys() {
    let world = World::new();
    let mut window = entered(&world);
    window.alt("a");
    write(&mut window, "anna");
    assert!(window.find("There is such a mailbox already.").is_some());
    write(&mut window, "lena more");
    assert!(window.find("Only letters A to Z and digits.").is_some());
    window.select_all();
    write(&mut window, "dora");
    window.tap(Named::Tab);
    write(&mut window, "anna BERG");
    assert!(window.find("Is the name of ANNA already.").is_some());
    window.select_all();
    write(&mut window, "Dora Eck");
    window.tap(Named::Tab);
    write(&mut window, "secret");
    window.tap(Named::Tab);
    write(&mut window, "Secre");
    assert!(window.find("The two passwords differ.").is_some());
    window.tap(Named::Enter);
    assert!(window.find("Add User").is_some(), "Enter does nothing as long as OK is grey");
    window.select_all();
    write(&mut window, "secret");
    window.alt("a");
    window.tap(Named::Enter);
    for text in ["DORA", "Dora Eck", "4 users", "DORA was added."] {
        assert!(window.find(text).is_some(), "no {text:?}");
    }
    assert_eq!(window.state.manager.roll.selected().unwrap().mailbox, name("DORA"));
    assert!(window.state.manager.roll.selected().unwrap().administrator);
    assert_eq!(world.sign_in("MAIN", "DORA", "secret"), Ok(()));
}

#[test]
fn the_one_time_password_is_shown_once_and_works() {
    let world = World::new();
    world.sign_in("MAIN", "ANNA", "old one").unwrap();
    let mut window = entered(&world);
    window.click("ANNA");
    window.alt("r");
    assert!(window.find("Reset the password of ANNA?").is_some());
    window.tap(Named::Enter);
    assert!(window.find("One-Time Password").is_some());
    assert!(
        window
            .find("The message file follows at the next sign-in of ANNA. Do not move the mailbox before that.")
            .is_some()
    );
    assert!(window.find("It is on the clipboard. Give it to nobody but its owner.").is_none());
    window.tap(Named::Enter);
    assert!(window.find("It is on the clipboard. Give it to nobody but its owner.").is_some());
    let copied = window.state.ran.copied.pop().unwrap();
    assert_eq!(copied.len(), 14);
    let heard = format!("{:?}", window.heard);
    assert!(!heard.contains(&copied), "it is in no message");
    assert!(!heard.contains(ADMIN));
    assert!(!format!("{:?}", window.state.manager).contains(&copied));
    window.alt("c");
    assert!(window.find("One-Time Password").is_none());
    assert!(window.find("Password reset, not signed in since").is_some());
    assert!(world.sign_in("MAIN", "ANNA", "old one").is_err());
    assert_eq!(world.sign_in("MAIN", "ANNA", &copied), Ok(()));
    window.tap(Named::F5);
    assert!(window.find("Password reset, not signed in since").is_none());
}

#[test]
fn a_move_warns_of_the_trap_before_it_springs() {
    let world = World::new();
    world.sign_in("MAIN", "ANNA", "old one").unwrap();
    let one_time = world.main.recover(&name("ANNA"), None).unwrap();
    let mut window = entered(&world);
    window.click("ANNA");
    move_to(&mut window, &world.root("BRANCH"));
    assert!(window.find("Before the Move").is_some());
    assert!(window.find("Move All the Same").is_some());
    assert!(window.find("The password of ANNA was reset, and ANNA has not signed in since. Moved now, ANNA would be refused by the message file: neither user id nor password would match it any more.").is_some());
    // Enter is Cancel: nothing has moved.
    window.tap(Named::Enter);
    assert!(window.find("Before the Move").is_none());
    assert_eq!(world.main.users().unwrap()[1].moved_to, None);

    move_to(&mut window, &world.root("BRANCH"));
    window.alt("m");
    assert!(window.find("User Moved").is_some());
    assert!(window.find("No letters were waiting.").is_some());
    window.tap(Named::Enter);
    assert!(window.find("Moved to NORTH/BRANCH/ANNA").is_some());
    assert!(window.find("2 users").is_some());
    // What the warning said.
    assert_eq!(
        world.sign_in("BRANCH", "ANNA", one_time.password.reveal()),
        Err("This account is not a valid user of this message file. Please sign in as the correct user.".to_owned())
    );
    // Whoever moved can be neither moved nor recovered here.
    window.alt("m");
    window.alt("r");
    assert!(window.state.manager.shown.is_none());
}

#[test]
fn a_move_tells_what_went_along() {
    let world = World::new();
    world.sign_in("MAIN", "BRUNO", "old one").unwrap();
    let mut window = entered(&world);
    window.click("BRUNO");
    window.alt("m");
    write(&mut window, &world.dir.path().join("NOWHERE").display().to_string());
    window.alt("k");
    window.tap(Named::Enter);
    let lost = format!(
        "The postoffice could not be found: {}",
        world.dir.path().join("NOWHERE").display()
    );
    assert!(window.find(lost.as_str()).is_some());
    // What was typed is still there.
    window.tap(Named::Enter);
    for _ in 0.."NOWHERE".len() {
        window.tap(Named::Backspace);
    }
    write(&mut window, "BRANCH");
    window.tap(Named::Enter);
    let moved = crate::admin::Administrator::enter(
        &Disk::new(),
        &world.root("BRANCH"),
        "ADMIN",
        &password(ADMIN),
        Cost::LEAST,
    )
    .unwrap();
    let users = moved.users().unwrap();
    let bruno = users.iter().find(|user| user.mailbox == name("BRUNO")).unwrap();
    let sentence =
        format!("BRUNO lives at NORTH/BRANCH/BRUNO now, with the user id {}.", bruno.user_id);
    assert!(window.find(sentence.as_str()).is_some());
    assert!(
        window
            .find("The account here stays in use; delete it when nobody needs it any more.")
            .is_some()
    );
    window.tap(Named::Enter);
    assert!(window.find("3 users").is_some());
    assert_eq!(world.sign_in("BRANCH", "BRUNO", "old one"), Ok(()));
}

#[test]
fn another_password_at_the_target_is_asked_for() {
    let world = World::new();
    let dir = world.dir.path().join("FAR");
    let mut new = NewPostoffice::new(name("SOUTH"), name("FAR"), password("another one")).unwrap();
    new.cost = Cost::LEAST;
    let _ = new.create(&Disk::new(), &dir).unwrap();
    let mut window = entered(&world);
    window.click("ANNA");
    move_to(&mut window, &dir);
    assert!(window.find("The mailbox name or password is incorrect.").is_some());
    window.tap(Named::Enter);
    window.alt("p");
    window.tap(Named::Tab);
    // Folder, Browse, same, administrator, then the password.
    for _ in 0..3 {
        window.tap(Named::Tab);
    }
    assert!(window.has_focus("move-password"));
    write(&mut window, "another one");
    window.tap(Named::Enter);
    assert!(window.find("User Moved").is_some());
}

#[test]
fn deleting_asks_and_says_what_is_kept() {
    let world = World::new();
    world.sign_in("MAIN", "BRUNO", "old one").unwrap();
    let mut window = entered(&world);
    window.click("BRUNO");
    window.tap(Named::Delete);
    assert!(window.find("Delete BRUNO (Bruno Carl)? This cannot be undone.").is_some());
    window.tap(Named::Enter);
    assert!(window.find("BRUNO").is_some(), "Enter deletes nobody");
    window.tap(Named::Delete);
    window.alt("d");
    assert!(window.find("BRUNO was deleted.").is_some());
    let Some(Shown::Deleted(outcome)) = &window.state.manager.shown else { panic!() };
    let kept = outcome.kept.clone().unwrap();
    assert!(kept.exists());
    let sentence = format!("The message file is kept: {}", kept.display());
    assert!(window.find(sentence.as_str()).is_some());
    window.tap(Named::Enter);
    assert!(window.find("BRUNO").is_none());
    assert!(window.find("2 users").is_some());
    // Nobody deletes oneself.
    window.click("ADMIN");
    window.tap(Named::Delete);
    window.alt("d");
    assert!(window.state.manager.shown.is_none());
}

#[test]
fn the_menu_of_a_row_is_about_its_user() {
    let world = World::new();
    let mut window = entered(&world);
    window.right_click("BRUNO");
    // Its first line is chosen: Recover.
    window.tap(Named::Enter);
    assert!(window.find("Reset the password of BRUNO?").is_some());
    window.tap(Named::Escape);
    assert!(window.find("Reset the password of BRUNO?").is_none());
    assert!(!window.state.closed, "Escape closed the question alone");
}

#[test]
fn a_check_finds_and_mends() {
    let world = World::new();
    let mut window = entered(&world);
    window.alt("h");
    assert!(window.find("Everything is in order.").is_some());
    window.tap(Named::Enter);
    let lists = crate::admin::Administrator::root(&world.main).join("NME").join("ADMIN.NME");
    assert!(lists.exists());
    std::fs::write(&lists, [1_u8; 20]).unwrap();
    window.alt("h");
    assert!(window.find("NME/ADMIN.NME").is_some());
    assert!(window.find("the address list does not fit the accounts").is_some());
    window.alt("r");
    assert!(window.find("Everything that was found is mended.").is_some());
    window.tap(Named::Escape);
    window.alt("h");
    assert!(window.find("Everything is in order.").is_some());
}
