namespace MailIntake.Mail.Mime;

/// <summary>The header fields of a message or part, in the order they stand. Names compare without case.</summary>
public sealed class HeaderList : List<HeaderField>
{
    public HeaderList()
    {
    }

    internal HeaderList(int capacity)
        : base(capacity)
    {
    }

    /// <summary>The decoded value of the first (topmost) field of that name, or null.</summary>
    public string? this[string name] => Find(name)?.Value;

    public bool Has(string name) => Find(name) is not null;

    public IEnumerable<HeaderField> All(string name) =>
        this.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first (topmost) field of that name, or null.</summary>
    public HeaderField? Find(string name)
    {
        foreach (var field in this)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }
}
