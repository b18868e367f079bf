//! Lines and what they mean, by table, and by trees made at random.

use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Want {
    Want::Words(Words::new(None, text, false).unwrap())
}

fn begin(text: &str) -> Want {
    Want::Words(Words::new(None, text, true).unwrap())
}

fn of(field: Field, text: &str) -> Want {
    Want::Words(Words::new(Some(field), text, false).unwrap())
}

fn not(want: Want) -> Want {
    Want::Not(Box::new(want))
}

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

#[test]
fn a_line_means_what_people_know() {
    let long = "from:anna subject:\"third version\" before:2026-11-01 larger:1M has:attachment \
                is:unread -draft lens OR plinth";
    let first = Want::All(vec![
        of(Field::From, "anna"),
        of(Field::Subject, "third version"),
        Want::Before(day(2026, 11, 1)),
        Want::Larger(1 << 20),
        Want::Attachment,
        Want::Unread,
        not(words("draft")),
        words("lens"),
    ]);
    let cases = [
        (long, Want::Any(vec![first, words("plinth")])),
        ("", Want::default()),
        ("lens", words("lens")),
        ("lens cap", Want::All(vec![words("lens"), words("cap")])),
        ("lens AND cap", Want::All(vec![words("lens"), words("cap")])),
        ("\"lens cap\"", words("lens cap")),
        ("len*", begin("len")),
        ("le*", words("le")),
        ("\"third ver*\"", begin("third ver")),
        ("漢*", begin("漢")),
        ("NOT lens", not(words("lens"))),
        ("--lens", words("--lens")),
        ("e-mail", words("e-mail")),
        ("a (b OR c)", Want::All(vec![words("a"), Want::Any(vec![words("b"), words("c")])])),
        ("-(b OR c)", not(Want::Any(vec![words("b"), words("c")]))),
        (
            "from:(anna OR bruno) lens",
            Want::All(vec![
                Want::Any(vec![of(Field::From, "anna"), of(Field::From, "bruno")]),
                words("lens"),
            ]),
        ),
        ("SUBJECT:Lens", of(Field::Subject, "Lens")),
        ("cc:anna", of(Field::To, "anna")),
        ("since:2026", Want::Since(day(2026, 1, 1))),
        (
            "on:2026-02",
            Want::All(vec![Want::Since(day(2026, 2, 1)), Want::Before(day(2026, 3, 1))]),
        ),
        ("newer:2w", Want::Newer(14)),
        ("smaller:1.5k", Want::Smaller(1536)),
        ("is:read", not(Want::Unread)),
        ("in:\"Projects/Third version\"", Want::In("Projects/Third version".into())),
        ("folder:Inbox", Want::In("Inbox".into())),
    ];
    for (line, want) in cases {
        assert_eq!(Want::parse(line), want, "{line:?}");
    }
}

#[test]
fn what_makes_no_sense_is_words_or_nothing() {
    let cases = [
        ("before:soon", words("before:soon")),
        ("before:2026-13-40", words("before:2026-13-40")),
        ("larger:big", words("larger:big")),
        ("is:purple", words("is:purple")),
        ("http://x.org/a", words("http://x.org/a")),
        ("from:", Want::default()),
        ("OR", Want::default()),
        ("lens OR", words("lens")),
        ("OR lens", words("lens")),
        ("NOT", Want::default()),
        ("-", Want::default()),
        ("(((", Want::default()),
        (") lens (", words("lens")),
        ("\"lens cap", words("lens cap")),
        ("*** !!!", Want::default()),
    ];
    for (line, want) in cases {
        assert_eq!(Want::parse(line), want, "{line:?}");
    }
    let deep = "(".repeat(100_000) + "lens";
    assert_eq!(Want::parse(&deep), words("lens"));
}

#[test]
fn while_typing_the_last_word_may_go_on() {
    assert_eq!(Want::typing("le"), words("le"));
    assert_eq!(Want::typing("len"), begin("len"));
    assert_eq!(Want::typing("len "), words("len"));
    assert_eq!(Want::typing("lens cap"), Want::All(vec![words("lens"), begin("cap")]));
    assert_eq!(Want::typing("\"third ver"), begin("third ver"));
    assert_eq!(Want::typing("\"third ver\""), words("third ver"));
    let from = Words::new(Some(Field::From), "ann", true).unwrap();
    assert_eq!(Want::typing("from:ann"), Want::Words(from));
}

#[test]
fn a_query_is_kept_as_its_line() {
    let query = Query::parse("from:anna lens OR -plinth").at(Place::Within(FolderId(7)));
    let kept = serde_json::to_string(&query).unwrap();
    assert_eq!(kept, r#"{"line":"from:anna lens OR -plinth","within":7}"#);
    assert_eq!(serde_json::from_str::<Query>(&kept).unwrap(), query);
    let old: Query = serde_json::from_str(r#"{"line":"lens"}"#).unwrap();
    assert_eq!(old, Query::parse("lens"));
}

#[test]
fn days_begin_in_the_zone_of_the_reader() {
    let day = day(2026, 3, 1);
    assert_eq!(Day::of(day.begins()), day);
    assert_eq!(Day::of(Moment(day.begins().0 - 1)), day.plus(-1));
    assert_eq!(day.plus(i64::MAX).parts(), (9999, 12, 31));
}

fn trees() -> impl Strategy<Value = Want> {
    let field = prop_oneof![
        Just(None),
        Just(Some(Field::From)),
        Just(Some(Field::To)),
        Just(Some(Field::Subject)),
        Just(Some(Field::Text)),
    ];
    let leaf = prop_oneof![
        (field, "[a-zé漢:(*.-]{1,4}( [a-zA-Z0-9\"-]{1,8}){0,2}", any::<bool>())
            .prop_filter_map("nothing in it", |(f, t, p)| Words::new(f, &t, p).map(Want::Words)),
        Just(Want::Words(Words { field: None, text: "OR".into(), prefix: false })),
        (1i16..9999, 1i8..13, 1i8..29).prop_map(|(y, m, d)| Want::Since(day(y, m, d))),
        (1i16..9999, 1i8..13, 1i8..29).prop_map(|(y, m, d)| Want::Before(day(y, m, d))),
        any::<u32>().prop_map(Want::Newer),
        any::<u32>().prop_map(Want::Older),
        any::<u64>().prop_map(Want::Larger),
        (0u64..4000).prop_map(|n| Want::Smaller(n << 20)),
        Just(Want::Attachment),
        Just(Want::Unread),
        Just(Want::Flagged),
        "[a-z]{1,5}(/[a-z ]{0,4}[a-z])?".prop_map(Want::In),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Want::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Want::Any),
            inner.prop_map(|want| Want::Not(Box::new(want))),
        ]
    })
    .prop_map(Want::plain)
    .prop_filter("says nothing inside", |want| !empty_inside(want, true))
}

/// A part that asks nothing has no words in the language.
fn empty_inside(want: &Want, top: bool) -> bool {
    match want {
        Want::All(parts) | Want::Any(parts) => {
            (parts.is_empty() && !top) || parts.iter().any(|part| empty_inside(part, false))
        }
        Want::Not(inner) => empty_inside(inner, false),
        _ => false,
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(want in trees()) {
        prop_assert_eq!(Want::parse(&want.to_string()), want);
    }

    #[test]
    fn no_line_is_refused(line in ".{0,60}") {
        let want = Want::typing(&line);
        let plain = Want::parse(&want.to_string());
        prop_assert_eq!(Want::parse(&plain.to_string()), plain);
    }
}
