namespace MailIntake.Mail.Mime;

/// <summary>
/// One mailbox of an address header: a display name, an address, or both. <see cref="Address"/> is null where the mail
/// gives a name only (or something that is no address); <see cref="Name"/> is null where it gives none.
/// <see cref="Start"/> and <see cref="Length"/> say where it stands in the header's decoded value, in UTF-16 units.
/// </summary>
public sealed record MailboxAddress(string? Name, EmailAddress? Address, int Start = 0, int Length = 0)
{
    public override string ToString() => (Name, Address) switch
    {
        (null, null) => "",
        (null, _) => Address.ToString(),
        (_, null) => Name,
        _ => $"{Name} <{Address}>",
    };
}
