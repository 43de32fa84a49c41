namespace MailIntake.Referrals.Extraction.Vocabulary;

internal static class MailDomain
{
    public static bool IsFreeMail(string domain) => domain is "gmail.com";

    public static string Registrable(string domain) => domain;
}
