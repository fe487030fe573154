namespace TopologyMirror.Internal;

/// <summary>The one rule for names that end up in labels, journal keys and metric tags.</summary>
internal static class Identifier
{
    private const int LongestName = 128;

    private const string NameRule = "1 to 128 letters, digits, '.', '_', '-', '/' or ':' that start with a letter or digit";

    public static string Require(string kind, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > LongestName || !char.IsAsciiLetterOrDigit(value[0]))
        {
            throw new InvalidNameException(kind, value, NameRule);
        }

        foreach (char c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-' or '/' or ':'))
            {
                throw new InvalidNameException(kind, value, NameRule);
            }
        }

        return value;
    }
}
