using System.Collections.Immutable;
using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

public sealed partial record Conversation
{
    /// <summary>One decision in the making: the moves of the single referrals, then the letters that follow from all
    /// of them together, so that a mail with three prospects is answered by one letter.</summary>
    private sealed class Turn(Conversation state, IReadOnlyList<string> unread, DateTimeOffset now, HouseRules rules)
    {
        private readonly SortedDictionary<int, Referral> _referrals = new(state.Referrals.ToDictionary(r => r.Number));
        private readonly List<Referral> _confirmed = [];
        private readonly List<Referral> _withdrawn = [];
        private readonly List<Review> _reviews = [];
        private EmailAddress? _confirmedBy;
        private bool _ask;
        private bool _remind;
        private bool _personWillLook;
        private bool _muted = state.Muted;
        private bool _waitAnew;

        /// <summary>The answer speaks of a referral that the conversation does not have.</summary>
        public void Wonder(int number)
        {
            Review(null, "unknown-number", $"The answer speaks of number {number}; there is none.");
            _personWillLook = true;
        }

        public void Apply(Move move, Referral referral, HeardAbout about, EmailAddress? by)
        {
            switch (move)
            {
                case Move.Advance:
                    Set(Advance(referral, WithoutPartnerChange(referral, about.Values)));
                    _ask = true;
                    break;
                case Move.Hold:
                    Set(Take(referral, about.Values) with { State = ReferralState.InReview, ReviewReason = about.Words });
                    Review(referral.Number, "held", about.Words);
                    break;
                case Move.Record:
                    Record(referral, by);
                    break;
                case Move.Revive when now - (state.WaitingSince ?? state.ClaimedAt)
                    <= rules.Policy.ExpireAfter + rules.Policy.ReviveWithin:
                    Record(referral, by);
                    break;
                case Move.Revive:
                    Look(referral, "late-yes", "The sender said yes long after the draft had expired.");
                    break;
                case Move.Withdraw when state.Submitter.Ours:
                    Look(referral, "withdrawal-by-ours", "One of ours withdraws what a partner brought; that needs a person.");
                    break;
                case Move.Withdraw:
                    Set(referral with { State = ReferralState.Withdrawn, ReviewReason = null });
                    _withdrawn.Add(_referrals[referral.Number]);
                    break;
                case Move.Review:
                    Look(referral, ReasonOf(referral.State, about.Kind), Sentence(about));
                    break;
                case Move.Bounce:
                    Set(InReview(referral, "Our letter to the sender came back."));
                    Review(referral.Number, "letter-bounced", $"Our letter came back: {about.Words}");
                    _muted = true;
                    break;
                case Move.Repeat:
                    _ask = true;
                    break;
                case Move.Remind:
                    _remind = true;
                    break;
                case Move.Expire:
                    Set(referral with { State = ReferralState.Expired });
                    Review(referral.Number, "expired", "The sender did not answer in time.");
                    break;
                case Move.Wait:
                    _waitAnew = true;
                    break;
                case Move.Stay:
                    break;
            }
        }

        public Decision End()
        {
            var next = state with { Referrals = [.. _referrals.Values], Muted = _muted };
            var letters = new List<Letter>();
            if (!state.Backlog && !_muted)
            {
                var plan = new LetterPlan(_ask, _remind, _personWillLook, _confirmed, _withdrawn, _confirmedBy, unread);
                (letters, next) = LetterWriter.Write(next, plan, now, rules);
            }

            if (_waitAnew && next.WaitingSince is not null)
            {
                next = next with { WaitingSince = now, Reminders = 0 };
            }

            return new Decision(next, _confirmed, letters, _reviews);
        }

        private void Review(int? number, string reason, string detail) => _reviews.Add(new Review(number, reason, detail));

        private void Set(Referral referral) => _referrals[referral.Number] = referral;

        private Referral Advance(Referral referral, ImmutableSortedDictionary<FieldName, FieldValue> values)
        {
            var taken = Take(referral, values);
            return taken with
            {
                State = taken.Draft.Missing(rules.Policy.Required).Count > 0
                    ? ReferralState.NeedsInfo
                    : ReferralState.AwaitingConfirmation,
                ReviewReason = null,
            };
        }

        /// <summary>Our own people do not move a referral from one partner to another: that goes to a person, and the
        /// rest of what they said counts.</summary>
        private ImmutableSortedDictionary<FieldName, FieldValue> WithoutPartnerChange(
            Referral referral,
            ImmutableSortedDictionary<FieldName, FieldValue> values)
        {
            if (!state.Submitter.Ours || referral.Draft.Text(FieldName.PartnerCompany) is not { } partner
                || !values.TryGetValue(FieldName.PartnerCompany, out var changed) || changed.Value == partner)
            {
                return values;
            }

            Review(
                referral.Number,
                "partner-change-by-ours",
                $"One of ours wants the partner to be \"{changed.Value}\" instead of \"{partner}\"; that needs a person.");
            return values.Remove(FieldName.PartnerCompany);
        }

        private static Referral Take(Referral referral, ImmutableSortedDictionary<FieldName, FieldValue> values)
        {
            foreach (var (field, value) in values)
            {
                var old = referral.Draft.Text(field);
                if (old == value.Value)
                {
                    continue;
                }

                referral = referral with
                {
                    Draft = referral.Draft.With(field, value),
                    Shown = false,
                    Was = old is null ? referral.Was : Replaced(referral.Was, field, old, value.Value),
                };
            }

            return referral;
        }

        /// <summary>Corrected twice before a letter: it replaces what was shown, not what was never seen.</summary>
        private static ImmutableSortedDictionary<FieldName, string> Replaced(
            ImmutableSortedDictionary<FieldName, string> was,
            FieldName field,
            string old,
            string value)
        {
            var shown = was.GetValueOrDefault(field, old);
            return shown == value ? was.Remove(field) : was.SetItem(field, shown);
        }

        private void Record(Referral referral, EmailAddress? by)
        {
            if (!referral.Shown || referral.Draft.Missing(rules.Policy.Required).Count > 0)
            {
                Look(referral, "yes-to-nothing", "The sender said yes, but these values were not shown to them.");
                return;
            }

            Set(referral with
            {
                State = ReferralState.Confirmed,
                ReviewReason = null,
                Was = ImmutableSortedDictionary<FieldName, string>.Empty,
            });
            _confirmed.Add(_referrals[referral.Number]);
            _confirmedBy = by;
        }

        private void Look(Referral referral, string reason, string detail)
        {
            if (referral.State is ReferralState.NeedsInfo or ReferralState.AwaitingConfirmation)
            {
                Set(InReview(referral, detail));
            }

            Review(referral.Number, reason, detail);
            _personWillLook = true;
        }

        private static Referral InReview(Referral referral, string reason) =>
            referral.State == ReferralState.Confirmed
                ? referral
                : referral with { State = ReferralState.InReview, ReviewReason = reason };

        private static string ReasonOf(ReferralState referralState, HeardKind heard) => (referralState, heard) switch
        {
            (ReferralState.Confirmed, HeardKind.Answered or HeardKind.Corrected) => "change-after-confirmation",
            (ReferralState.Confirmed, HeardKind.Withdrawn) => "withdrawal-after-confirmation",
            (_, HeardKind.Questioned) => "question",
            (_, HeardKind.Unclear) => "unclear-answer",
            _ => "unexpected-answer",
        };

        private static string Sentence(HeardAbout about) => about.Words.Length == 0
            ? $"The answer needs a person ({about.Kind.ToName()})."
            : $"The answer needs a person ({about.Kind.ToName()}): \"{about.Words}\"";
    }
}
