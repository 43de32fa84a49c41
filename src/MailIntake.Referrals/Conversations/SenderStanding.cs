using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Conversations;

/// <summary>How far a sender may go.</summary>
public enum SenderStanding
{
    /// <summary>Authenticated and known: the conversation runs by itself.</summary>
    Verified,

    /// <summary>Known, but nothing proves that the mail is theirs.</summary>
    Unauthenticated,

    /// <summary>Neither one of ours nor of a listed partner.</summary>
    Unknown,
}

/// <summary>How the operator's mail server proves senders.</summary>
/// <param name="Required">False on a closed test system: everybody known counts as verified.</param>
/// <param name="AuthServId">The authserv-id whose Authentication-Results are trusted (RFC 8601 section 2.5).</param>
/// <param name="ExchangeOnline">Trust the topmost header, which Exchange Online writes without authserv-id.</param>
public sealed record AuthenticationPolicy(bool Required, string? AuthServId = null, bool ExchangeOnline = false);

/// <summary>Who sent a mail, as far as it is proven.</summary>
/// <param name="Rep">One of ours, or null.</param>
/// <param name="Partner">The listed partner, or null.</param>
/// <param name="Contact">The listed contact; null where only the domain is known.</param>
/// <param name="Reason">Why that standing, in words for a person.</param>
public sealed record Sender(
    string? Name,
    EmailAddress? Address,
    SenderStanding Standing,
    bool Authenticated,
    bool Ours,
    Rep? Rep,
    Partner? Partner,
    Contact? Contact,
    string Reason)
{
    public static Sender Of(Email email, PartnerDirectory directory, AuthenticationPolicy policy)
    {
        // Of two From fields a server may have proven either one.
        var several = email.From.Count > 1 || email.Headers.All("From").Skip(1).Any();
        var from = several ? null : email.From.FirstOrDefault();
        if (from?.Address is not { } address)
        {
            var why = several ? "the mail has several From addresses" : "the mail has no From address";
            return new Sender(from?.Name, null, SenderStanding.Unknown, false, false, null, null, null, why);
        }

        var (authenticated, reason) = Authenticate(email, address, policy);
        var ours = directory.IsOurs(address);
        var contact = directory.FindContact(address);
        var anybodys = contact is null && MailDomain.IsFreeMail(address.Domain);
        var partner = ours || anybodys ? null : directory.FindPartner(address);
        var known = ours || partner is not null;
        var standing = (known, authenticated) switch
        {
            (false, _) => SenderStanding.Unknown,
            (true, false) => SenderStanding.Unauthenticated,
            (true, true) => SenderStanding.Verified,
        };
        return new Sender(
            from.Name,
            address,
            standing,
            authenticated,
            ours,
            directory.FindRep(address),
            partner,
            contact,
            known ? reason : $"{address} is neither one of ours nor of a listed partner");
    }

    private static (bool Authenticated, string Reason) Authenticate(
        Email email,
        EmailAddress from,
        AuthenticationPolicy policy)
    {
        if (!policy.Required)
        {
            return (true, "the settings ask for no authentication");
        }

        var fields = email.Headers.All("Authentication-Results").Select(f => AuthenticationResults.Parse(f.RawValue));
        var results = policy.ExchangeOnline
            ? fields.Take(1).FirstOrDefault(r => r.AuthServId is null)
            : fields.FirstOrDefault(r => string.Equals(r.AuthServId, policy.AuthServId, StringComparison.OrdinalIgnoreCase));
        if (results is null)
        {
            return (false, policy.ExchangeOnline
                ? "there is no Authentication-Results header of Exchange Online"
                : $"there is no Authentication-Results header of {policy.AuthServId}");
        }

        return results.Proves(from.Domain, headerFromRequired: policy.ExchangeOnline)
            ? (true, $"authenticated: {results.Verdict}")
            : (false, $"not authenticated for {from.Domain}: {results.Verdict}");
    }
}
