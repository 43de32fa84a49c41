namespace MailIntake.Cli;

/// <summary>A setting whose key is fixed, but behind which this version has nothing: setting it is no fault and gives a
/// warning, so that nobody relies on it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotUsedYetAttribute : Attribute;
