using System.Globalization;
using System.Text;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Makes sentences that carry foreign text, such as paths, fit for one line.</summary>
internal static class MessageText
{
    /// <summary>Writes what would break or rearrange the line as escapes: control, format and separator characters.</summary>
    /// <param name="message">The sentence.</param>
    public static string OnOneLine(string message)
    {
        var line = new StringBuilder(message.Length);
        foreach (Rune rune in message.EnumerateRunes())
        {
            bool isHidden = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            _ = rune.Value switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                _ when isHidden => line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => line.Append(rune.ToString()),
            };
        }

        return line.ToString();
    }
}
