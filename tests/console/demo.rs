//! The demo: each step and its outcome, and that what it leaves is in order.

use crate::program::{Console, keys};

#[test]
fn the_demo_plays_the_story_both_ways_and_leaves_everything_in_order() {
    let console = Console::new();
    let dir = console.dir("DEMO");
    let told = console.run(&["demo", &dir, "--json"]).done();
    let steps: Vec<(&str, &str)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            assert_eq!(keys(step), ["outcome", "step"]);
            (step["step"].as_str().unwrap(), step["outcome"].as_str().unwrap())
        })
        .collect();
    let count = |part: &str| steps.iter().filter(|(_, outcome)| outcome.contains(part)).count();
    assert_eq!(count("Refused: "), 3, "{steps:?}");
    assert_eq!(count("not a valid user of this message file"), 3);
    assert_eq!(count("(The message file was not changed.)"), 3);
    let both = |o: &str| o.contains("new password") && o.contains("new user id");
    assert_eq!(steps.iter().filter(|(_, o)| both(o)).count(), 2, "reconnect and old password");
    assert!(steps.last().unwrap().0.contains("imports"), "{steps:?}");

    // A visitor finds an Inbox to look at, and can write to both postoffices.
    let anna = ("DEMO/MAIN", restante::admin::demo::MAILBOX, restante::admin::demo::PASSWORD);
    let list = console.user("list", anna, &[]).done();
    let rows = list.as_array().unwrap();
    assert!((30..=40).contains(&rows.len()), "{}", rows.len());
    assert!(rows.iter().any(|r| r["priority"] == "high"));
    assert!(rows.iter().any(|r| r["attachments"] == 1));
    assert!(rows.iter().any(|r| r["size"].as_u64().unwrap() > 3000));
    let unread = rows.iter().filter(|r| r["unread"] == true).count();
    assert!((3..=10).contains(&unread), "{unread}");
    assert!(rows.windows(2).all(|two| two[0]["date"].as_str() >= two[1]["date"].as_str()));
    for (folder, least) in [("Exhibition", 3), ("Sent Mail", 4), ("Drafts", 1), ("Deleted Mail", 1)]
    {
        let list = console.user("list", anna, &["--folder", folder]).done();
        assert!(list.as_array().unwrap().len() >= least, "{folder}");
    }
    // Whoever was moved is written to at the old address and reached at the new one.
    let sent = console.user("send", anna, &["--to", "Bruno Carl", "DORA", "--subject", "x"]).done();
    let accepted = serde_json::json!(["NORTH/BRANCH/BRUNO", "NORTH/BRANCH/DORA"]);
    assert_eq!(sent["accepted"], accepted);
    let password = console.file("demo.password", restante::admin::demo::PASSWORD.as_bytes());
    for office in ["DEMO/MAIN", "DEMO/BRANCH"] {
        let office = console.dir(office);
        let args = ["check", &office, "--json", "--admin-password-file", &password];
        assert_eq!(console.run(&args).done(), serde_json::json!({"findings": []}));
    }
    // It does not touch a folder that is not empty.
    let _ = console.run(&["demo", &dir, "--json"]).failed(1, "failed");
}
