using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Reading;

/// <summary>
/// Reads who wrote what. In comes a message; out goes its kind, the newly written text, the signature and the earlier
/// messages in it, each with the place where it stands. It refuses nothing: what is not understood is text.
/// </summary>
public static class EmailReader
{
    public static EmailReading Read(Email email, PartnerDirectory directory) => throw new NotImplementedException();
}
