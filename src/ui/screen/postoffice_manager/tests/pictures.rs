//! Draws the window and its dialogs in every look into `target/pictures`, to be looked at.

use iced_test::simulator::Simulator;

use super::*;
use crate::ui::theme::Look;
use crate::ui::widget::testing::settings;

fn draw(window: &Window, what: &str) {
    for look in Look::ALL {
        let mut ui =
            Simulator::with_size(settings(), PostofficeManager::SIZE, window.state.manager.view());
        let path = format!("target/pictures/manager-{what}-{}.png", look.name());
        let picture = ui.snapshot(&look.theme()).unwrap();
        // The comparison writes the picture when there is none yet.
        let _ = std::fs::remove_file(path.replace(".png", "-tiny-skia.png"));
        assert!(picture.matches_image(&path).unwrap());
    }
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn every_dialog_can_be_drawn() {
    let world = World::new();
    let add = |mailbox: &str, full_name: &str| {
        let _ = world
            .main
            .add_user(NewUser {
                mailbox: name(mailbox),
                full_name: FullName::parse(full_name).unwrap(),
                password: password("old one"),
                administrator: mailbox == "CLARA",
            })
            .unwrap();
    };
    add("CLARA", "Clara Zimmermann-Oberhuber of the Northern Regional Office");
    add("DAVID", "David Ernst");
    add("EMILIA", "Emilia Fuchs");
    world.sign_in("MAIN", "ANNA", "old one").unwrap();
    world.sign_in("MAIN", "DAVID", "old one").unwrap();
    let _ = world.main.recover(&name("ANNA"), None).unwrap();

    let mut window = open(&world);
    write(&mut window, "wrong");
    window.tap(Named::Enter);
    draw(&window, "enter");
    write(&mut window, ADMIN);
    window.tap(Named::Enter);
    window.click("DAVID");
    move_to(&mut window, &world.root("BRANCH"));
    draw(&window, "moved");
    window.tap(Named::Enter);
    window.click("ANNA");
    draw(&window, "list");
    window.right_click("BRUNO");
    draw(&window, "menu");
    window.tap(Named::Escape);
    window.click("ANNA");
    window.alt("m");
    window.alt("s");
    draw(&window, "move");
    window.alt("s");
    window.tap(Named::Escape);
    move_to(&mut window, &world.root("BRANCH"));
    draw(&window, "trap");
    window.tap(Named::Enter);
    window.alt("a");
    write(&mut window, "anna");
    window.tap(Named::Tab);
    write(&mut window, "Dora");
    window.tap(Named::Tab);
    write(&mut window, "ab");
    window.tap(Named::Tab);
    write(&mut window, "c");
    draw(&window, "add");
    window.tap(Named::Escape);
    window.click("EMILIA");
    window.alt("r");
    draw(&window, "recover");
    window.tap(Named::Enter);
    window.tap(Named::Enter);
    draw(&window, "one-time");
    window.alt("c");
    window.click("BRUNO");
    window.alt("d");
    draw(&window, "delete");
    window.alt("d");
    draw(&window, "deleted");
    window.tap(Named::Enter);
    std::fs::write(world.root("MAIN").join("NME").join("ADMIN.NME"), [1_u8; 20]).unwrap();
    std::fs::remove_file(world.root("MAIN").join("GLB").join("GROUP.GLB")).unwrap();
    window.alt("h");
    draw(&window, "check");
    window.alt("r");
    draw(&window, "repaired");
}
