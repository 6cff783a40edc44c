//! Words of the linking grammar: what stands between numbers, flows and areas, and says how they belong together.

use serde::Deserialize;

/// Cues of the linking grammar; the keys of `[cues]` in a language file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cue {
    /// `stood at`, `totalled`, `reached`: what follows is a level.
    Level,
    /// `worth`, `valued at`: the number is the level of the noun.
    Worth,
    /// `accounting for`, `made up`, `share of`: what follows is a share.
    Share,
    /// `compared with`, `against`, `versus`: what follows is the level or rate compared with.
    Compare,
    /// `respectively`.
    Respectively,
    /// `each`, `both`.
    Each,
    /// `followed by`, `ahead of`: the next partner of a ranking.
    Followed,
    /// `leaving`, `resulting in`: a balance follows from what was said.
    Resulting,
    /// `while`, `whereas`, `but`: a new clause.
    Contrast,
    /// `and`.
    And,
    /// `or`.
    Or,
    /// `said`, `showed`, `according to`: attribution.
    Speech,
    /// `told`: who follows hears and does not say.
    Hearer,
    /// `economist at`: who follows employs the speaker and does not speak.
    Affiliation,
    /// `President`, `Prime Minister`: a person's name follows, who speaks.
    Title,
    /// `he`, `she`: the person who spoke last.
    Person,
    /// `Council`, `Institute`: a name with it is that of a body which may compile figures.
    Body,
    /// `expected`, `forecast`, `will`: a number not yet seen.
    Forecast,
    /// `sees`: a forecast, where no area stands before it.
    Sees,
    /// `target`, `goal`, `plans`.
    Target,
    /// `provisional`, `estimated`, `preliminary`.
    Estimate,
    /// `revised`.
    Revised,
    /// `if`, `would`, `could`, `scenario`: no fact.
    Hypothetical,
    /// `if`, `unless`, `assuming`: no fact, whatever else is said.
    Conditional,
    /// `cover`, `affect`: what tariffs do to the trade that they are on.
    Cover,
    /// `not`, `never`, `without`: no fact.
    Negation,
    /// `trade statistics`: figures of trade.
    Statistics,
    /// `improved`, `worsened`: of a deficit, the other way round.
    Quality,
    /// `saw`: who stands before has the flow behind.
    Saw,
    /// `exporters`: of the economy that reports.
    Exporters,
    /// `spent`: on imports.
    Spent,
    /// `earned`, `fetched`: what exports do.
    Earned,
    /// `previously reported`, `originally`: the figure before a revision.
    Previously,
    /// `total`, `overall`, `entire`: all partners and goods.
    Overall,
    /// `goods`, `merchandise`.
    Goods,
    /// `services`.
    Services,
    /// `the country`, `it`, `its`: the reporter.
    Reporter,
    /// `the bloc`, `the two countries`, `there`, `the same country`: the partner named last.
    Counterpart,
    /// `the bloc`: the group of countries named last.
    Bloc,
    /// `exceeded`, `topped`: the level is a lower bound.
    Exceed,
    /// `produced`, `consumed`: the number before it has not been traded.
    Made,
    /// `will`, `could`: behind a number it tells of that only with a verb of trade.
    Modal,
    /// `going the other way`: of the other side's flow.
    OtherWay,
    /// `below` in `fell below`: what follows is a level, not by how much.
    Passes,
    /// `other members of`: the group stands for those listed before it.
    Members,
    /// `accounts for`: a general statement, whose period is not inherited.
    General,
    /// `because of`, `led by`: a reason follows.
    Cause,
    /// `since`: a point of history follows.
    Since,
    /// `which`, `who`: a clause about the subject follows.
    Relative,
    /// `those`, `that`, `they`: the flow named last.
    SameFlow,
    /// `per`, `a` before a unit of time or quantity: a rate.
    Per,
    /// `average`, `averaged`, `daily average`.
    Average,
    /// `to`.
    To,
    /// `from`.
    From,
    /// `by`.
    By,
    /// `at`.
    At,
    /// `of`.
    Of,
    /// `in`.
    In,
    /// `with`.
    With,
    /// `for`.
    For,
    /// `on`.
    On,
    /// `between`.
    Between,
    /// `than`.
    Than,
    /// `the`, `a`, `an`.
    Article,
    /// `was`, `were`, `is`, `has`.
    Be,
    /// `including`, `of which`.
    Including,
    /// `excluding`, `other than`.
    Excluding,
    /// `terms` in `dollar terms`.
    Terms,
    /// `volume`, `physical volume`, `by volume`.
    Volume,
    /// `value`, `in value`.
    Value,
    /// An adjustment of any kind: `seasonally adjusted`.
    Adjusted,
    /// `seasonally adjusted` and not for the calendar.
    Seasonal,
    /// `calendar and seasonally adjusted`.
    CalendarAndSeasonal,
    /// `working-day adjusted`.
    WorkingDays,
    /// `in trend terms`.
    Trend,
    /// `not seasonally adjusted`, `in original terms`.
    Unadjusted,
    /// `in real terms`, `at constant prices`.
    RealTerms,
    /// `in nominal terms`, `at current prices`.
    NominalTerms,
    /// `abroad`, `overseas`: the partner is the world.
    Abroad,
    /// `the two countries`: the pair that the document is about.
    Pair,
    /// `trade talks`, `export controls`: a flow word that speaks of no flow.
    Neutral,
    /// A function word at which a new sentence often starts.
    Starter,
    /// `estimated`: said of one number, not of a release.
    Estimated,
    /// `it`.
    It,
    /// `growth`, `export growth`: a rate is spoken of.
    Growth,
    /// `the`.
    Definite,
    /// `daily`.
    Daily,
    /// `monthly`: of one month.
    Monthly,
    /// `its`: the economy named before.
    Its,
    /// `bilateral`: between the two named last.
    Bilateral,
    /// `nationally`: of the whole country, where a part of it reports.
    Nationally,
    /// `world` in `world exports`: the world reports.
    World,
    /// `bound` in `U.S.-bound`: the area is the partner.
    BoundFor,
    /// `largest exporter of`: a list behind it is of those who trade.
    Trader,
    /// `largest source`: where goods come from, or income.
    Origin,
    /// `supplied`: who stands before sells.
    Provides,
    /// `supplies`: what is laid up as well as traded.
    Stock,
    /// `are`: what is always so.
    Now,
    /// `lots`, `open interest`: what is traded on an exchange.
    Bourse,
    /// `going` in `exports going to China`: the partner follows.
    Heading,
    /// `had` in `had expected`: of what is past.
    Had,
    /// `the company`, `the automaker`: who trades is no economy.
    Company,
    /// `current account`, `budget`: a balance that is none of trade.
    OtherBalance,
    /// `the red` in `into the red`: a balance below zero.
    Red,
    /// `import prices`: a text that is headed so tells of prices.
    TradePrices,
    /// `Chinese trade data`: whose the figures are that follow.
    Data,
    /// `combined exports and imports`: one number holds for their total.
    Combined,
    /// `intra` in `intra-EU trade`: the area is reporter and partner.
    Intra,
    /// `over`.
    Over,
    /// `after`, `following`, `on top of`: the rate of the period before follows.
    After,
    /// `higher than`, `faster than`: a comparison in one phrase.
    Comparative,
    /// `n.a.`: a cell of a table without a number.
    Missing,
    /// `change`: the head of a column of changes.
    Change,
    /// `deal`, `contract`: what it is about has not been traded yet.
    Deal,
    /// `pace`, `rate`, `fast`: a speed is spoken of.
    Pace,
    /// `slower`, `more`: says how strongly something changed, as in `a slower pace` and `more slowly`.
    Degree,
    /// `beat`, `missed`, `defied`: what was expected follows.
    Met,
    /// `when`: what follows is of the period before it.
    When,
    /// `other countries`: all partners but those named.
    Others,
    /// `giant`, `nation`: behind the adjective of a part of the world, one economy of it.
    Economy,
}
