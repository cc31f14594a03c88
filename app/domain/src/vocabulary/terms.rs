//! Closed vocabularies of the field. Code names their members, so they are enums; the content library may describe them
//! but not add to them.

/// Error: the word is not in the vocabulary asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {kind}")]
pub struct UnknownWord {
    text: String,
    kind: &'static str,
}

impl UnknownWord {
    /// Makes the error about a word that is not `kind`, such as “a challenge”.
    pub(crate) fn new(text: &str, kind: &'static str) -> Self {
        Self { text: text.into(), kind }
    }
}

/// Declares a closed vocabulary: an enum with all its words, read and written as they are in the library.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $kind:literal { $($(#[$member_doc:meta])* $member:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$member_doc])* #[serde(rename = $text)] $member,)+
        }

        impl $name {
            /// Every member, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$member),+];

            /// Returns the word as it is written in the library.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$member => $text),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| word.as_str() == text)
                    .ok_or_else(|| $crate::vocabulary::UnknownWord::new(text, $kind))
            }
        }
    };
}

pub(crate) use vocabulary;

vocabulary!(
    /// A challenge to sexual trust, in the order that ranks equal points.
    Challenge, "a challenge" {
        /// Force, threats, pressure, humiliation or control by a partner.
        Abuse = "abuse",
        /// Past or recent events that make closeness feel dangerous now.
        Trauma = "trauma",
        /// Use or behaviour that a person cannot control, or that harms the couple.
        Addiction = "addiction",
        /// A breach of the couple's own agreement on exclusivity.
        Infidelity = "infidelity",
        /// A serious breach of trust that is not mainly sexual.
        Betrayal = "betrayal",
        /// One partner's wishes count for more.
        Power = "power",
        /// Hopes or rules that cannot be met or were never said.
        Expectations = "expectations",
        /// Everyday strain that uses up time, sleep and patience.
        Stressors = "stressors",
    }
);

vocabulary!(
    /// A day of the week, the first one Monday.
    Weekday, "a day of the week" {
        /// Monday.
        Monday = "Monday",
        /// Tuesday.
        Tuesday = "Tuesday",
        /// Wednesday.
        Wednesday = "Wednesday",
        /// Thursday.
        Thursday = "Thursday",
        /// Friday.
        Friday = "Friday",
        /// Saturday.
        Saturday = "Saturday",
        /// Sunday.
        Sunday = "Sunday",
    }
);

vocabulary!(
    /// A language of printed sheets, by its BCP 47 tag. The screen is always English.
    Language, "a language of sheets; choose en, de or es" {
        /// English, in which the library is written.
        English = "en",
        /// German.
        German = "de",
        /// Spanish.
        Spanish = "es",
    }
);

#[allow(clippy::derivable_impls, reason = "the macro has no place for the mark of a default")]
impl Default for Language {
    fn default() -> Self {
        Self::English
    }
}

impl Language {
    /// Returns its English name, for the counsellor.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::Spanish => "Spanish",
        }
    }
}

vocabulary!(
    /// A phase of the work, in chronological order.
    Phase, "a phase" {
        /// Safety and stabilisation.
        Safety = "safety",
        /// Understanding and meaning.
        Meaning = "meaning",
        /// Repair and atonement.
        Repair = "repair",
        /// Rebuilding intimacy.
        Intimacy = "intimacy",
        /// Maintaining the gains.
        Maintenance = "maintenance",
    }
);

impl Phase {
    /// Returns the phrase for use in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Meaning => "understanding",
            other => other.as_str(),
        }
    }
}

vocabulary!(
    /// A safety gate. While it is open, the exercises that name it are held.
    GateId, "a safety hold" {
        /// Individual safety interviews are missing or must be repeated.
        Unscreened = "GATE-UNSCREENED",
        /// Coercive control, fear, severe or sexual violence.
        Control = "GATE-CONTROL",
        /// Low-level situational violence, no control, no fear.
        Situational = "GATE-SITUATIONAL",
        /// A partner cannot say no freely.
        Consent = "GATE-CONSENT",
        /// The counsellor holds a secret that bears on the couple's consent.
        Secret = "GATE-SECRET",
        /// An outside relationship in breach of the agreement is still active.
        Affair = "GATE-AFFAIR",
        /// Suicide, self-harm or homicide risk not assessed.
        Suicide = "GATE-SUICIDE",
        /// A child or adult at risk.
        Child = "GATE-CHILD",
        /// A time-critical medical need.
        Acute = "GATE-ACUTE",
        /// STI exposure not cleared.
        Sti = "GATE-STI",
        /// Genital, pelvic or penetration pain not medically assessed.
        Pain = "GATE-PAIN",
        /// Trauma symptoms not stable.
        Ptsd = "GATE-PTSD",
        /// Intoxicated today.
        Intox = "GATE-INTOX",
        /// Dependence with withdrawal risk or no treatment.
        Withdrawal = "GATE-WITHDRAWAL",
        /// One partner has not decided to work on the relationship.
        Mixed = "GATE-MIXED",
        /// A protection order, bail condition or open case.
        Legal = "GATE-LEGAL",
        /// Acute psychosis, mania or delirium.
        Psych = "GATE-PSYCH",
        /// Doubt whether a partner can decide this.
        Capacity = "GATE-CAPACITY",
        /// The first gate that a counsellor added.
        Own1 = "GATE-OWN-1",
        /// The second.
        Own2 = "GATE-OWN-2",
        /// The third.
        Own3 = "GATE-OWN-3",
        /// The fourth.
        Own4 = "GATE-OWN-4",
        /// The fifth.
        Own5 = "GATE-OWN-5",
        /// The sixth.
        Own6 = "GATE-OWN-6",
        /// The seventh.
        Own7 = "GATE-OWN-7",
        /// The eighth.
        Own8 = "GATE-OWN-8",
    }
);

impl GateId {
    /// The gates of the reference, and those that a counsellor may add.
    const PARTS: (&[Self], &[Self]) = Self::ALL.split_at(Self::Own1 as usize);

    /// The gates of the reference, which no account can weaken.
    pub const BUILT_IN: &[Self] = Self::PARTS.0;

    /// Ids reserved for gates that a counsellor adds.
    pub const OWN: &[Self] = Self::PARTS.1;
}

vocabulary!(
    /// The persons whom an indicator is about.
    AppliesTo, "a group an indicator applies to" {
        /// The partner who was hurt; in abuse, the harmed partner.
        Injured = "injured",
        /// The partner who did the hurt; in abuse, the partner using control.
        Involved = "involved",
        /// Either partner.
        Either = "either",
        /// The couple.
        Both = "both",
    }
);

vocabulary!(
    /// The relation of an answer to the partner it is about, independent of who told it.
    Concerns, "what an answer says of a partner" {
        /// The partner did it; swapping the columns would swap who hurt and who was hurt.
        Doing = "doing",
        /// The partner experiences it, or experienced it from the other.
        Experiencing = "experiencing",
        /// It is true of the partner and involves no one else.
        Being = "being",
        /// It is about the couple; there is one answer.
        Couple = "couple",
    }
);

vocabulary!(
    /// What a yes to an indicator is.
    IndicatorKind, "a kind of indicator" {
        /// A sign of a challenge or of danger.
        Sign = "sign",
        /// A circumstance that is nobody's fault. It opens no gate.
        Fact = "fact",
        /// A good result. It opens no gate.
        Good = "good",
    }
);

#[allow(clippy::derivable_impls, reason = "the macro has no place for the mark of a default")]
impl Default for IndicatorKind {
    fn default() -> Self {
        Self::Sign
    }
}

vocabulary!(
    /// How strongly an indicator speaks for a challenge.
    Weight, "a weight" {
        /// One point.
        Weak = "weak",
        /// Two points.
        Moderate = "moderate",
        /// Three points.
        Strong = "strong",
    }
);

impl Weight {
    /// Returns the points: strong 3, moderate 2, weak 1. An expert default without a study behind it.
    pub const fn points(self) -> u8 {
        match self {
            Self::Weak => 1,
            Self::Moderate => 2,
            Self::Strong => 3,
        }
    }
}

vocabulary!(
    /// The kind of an exercise.
    Kind, "a kind of exercise" {
        /// Information, given in conversation.
        Psychoeducation = "psychoeducation",
        /// A structured assessment.
        Assessment = "assessment",
        /// A practice during the session.
        Exercise = "exercise",
        /// A structured conversation.
        Dialogue = "dialogue",
        /// Work for one person.
        Individual = "individual",
        /// A task for home, set up in the session.
        Homework = "homework",
        /// A small act that is repeated.
        Ritual = "ritual",
    }
);

vocabulary!(
    /// The sheets on which an exercise may be printed.
    PaperClass, "a handout class" {
        /// On the sheet for both.
        Shared = "shared",
        /// On one partner's own sheet only (R46).
        Individual = "individual",
        /// Never printed.
        Nowhere = "none",
    }
);

vocabulary!(
    /// The role of a person in an exercise or an individual session.
    Role, "a role" {
        /// Lives with a partner's violence or control.
        Harmed = "harmed partner",
        /// Uses violence or control against a partner. It follows from acts of abuse, never from a breach (R52).
        UsingControl = "using control",
        /// Was hurt by a breach.
        Injured = "injured",
        /// Broke the agreement.
        Involved = "involved",
        /// Told the counsellor something that the partner does not know.
        SecretHolder = "secret-holder",
        /// Supports a survivor.
        Supporter = "supporter",
        /// The person whom a question of control, use or values is about.
        Concerned = "person concerned",
        /// At risk of suicide or self-harm.
        AtRisk = "person at risk",
    }
);

impl Role {
    /// Returns the phrase for use in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Harmed => "harmed partner",
            Self::UsingControl => "partner using control",
            Self::Injured => "hurt partner",
            Self::Involved => "involved partner",
            Self::SecretHolder => "partner who holds the secret",
            Self::Supporter => "supporting partner",
            Self::Concerned => "partner with the problem",
            Self::AtRisk => "person at risk",
        }
    }
}

vocabulary!(
    /// A topic of an exercise. Rules name these tags, so they also apply to exercises added later.
    Tag, "a tag" {
        /// Asks partners to touch.
        Touch = "touch",
        /// May include genital, oral or penetrative touch.
        Genital = "genital",
        /// About sex, in conversation or practice.
        Sexual = "sexual",
        /// Shares fantasies.
        Fantasy = "fantasy",
        /// Tries something new sexually.
        Novelty = "novelty",
        /// Part of the graded touch lessons, or aims at frequency (R33).
        TouchLadder = "touch-ladder",
        /// Teaches a skill that is practised (R17, R48).
        Skill = "skill",
        /// About blame, guilt or one's own part (R45).
        Blame = "blame",
        /// Asks for shared responsibility, apology, amends or forgiveness (R24).
        Atonement = "atonement",
        /// About health or medical matters (R45).
        Health = "health",
        /// About danger and safety planning (R45).
        Safety = "safety",
        /// Treats a behaviour as an addiction (R32).
        Addiction = "addiction",
        /// Helps to decide: agreements, staying or parting (R18, R30, R33).
        Decision = "decision",
        /// Calms body and mind at the end of a session.
        Grounding = "grounding",
        /// A small strength item: greeting, appreciation, breathing (reference 5.3, step 7).
        Strength = "strength",
        /// Detail about what happened to a survivor (R29).
        TraumaDetail = "trauma-detail",
        /// Works with the body (R29).
        Body = "body",
    }
);

vocabulary!(
    /// The purpose of a help line.
    HelpKind, "a kind of help line" {
        /// Police, ambulance.
        Emergency = "emergency",
        /// Suicide and emotional crisis.
        Crisis = "crisis",
        /// Violence or abuse at home. Printed only if asked for alone (R49).
        Violence = "violence",
        /// Sexual violence. Printed only if asked for alone (R49).
        SexualViolence = "sexual-violence",
        /// For people worried about their own behaviour.
        OwnBehaviour = "own-behaviour",
        /// Drugs, alcohol.
        Substance = "substance",
        /// A list of services.
        Directory = "directory",
    }
);

vocabulary!(
    /// An emergency service without a name of its own.
    EmergencyService, "an emergency service; choose Emergency, Police or Ambulance" {
        /// Any service.
        Any = "Emergency",
        /// The police.
        Police = "Police",
        /// An ambulance.
        Ambulance = "Ambulance",
    }
);

vocabulary!(
    /// A way to reach a help line other than by calling its number.
    HelpWayKind, "a way to reach a help line" {
        /// A text message.
        Text = "text",
        /// A text message; requires registration beforehand.
        RegisteredText = "registered-text",
        /// A text phone.
        Relay = "relay",
        /// Keys to press for callers who cannot speak.
        Silent = "silent",
        /// An online chat.
        Chat = "chat",
        /// An e-mail.
        Email = "email",
        /// A web page.
        Web = "web",
    }
);

vocabulary!(
    /// The hours of a help line.
    HelpHours, "hours of a help line; choose 24/7 or weekdays, or leave them out" {
        /// Around the clock.
        Always = "24/7",
        /// Set hours on weekdays.
        Weekdays = "weekdays",
    }
);
