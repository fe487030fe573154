using System.Net;
using System.Text;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Writes tables; every text is encoded. Not thread-safe.</summary>
internal sealed class HtmlTable
{
    private readonly StringBuilder _html = new();
    private readonly int _textColumns;

    /// <summary>Starts a table.</summary>
    /// <param name="headings">Its headings.</param>
    /// <param name="textColumns">Columns from the left that are text; the others are numbers.</param>
    public HtmlTable(IEnumerable<string> headings, int textColumns)
    {
        _textColumns = textColumns;
        _html.Append("<div class=\"table\"><table><thead>");
        Append("th", headings, "");
        _html.Append("</thead><tbody>");
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells.</param>
    /// <param name="style">Its class; empty for none.</param>
    public HtmlTable Row(IEnumerable<string> cells, string style = "")
    {
        Append("td", cells, style);
        return this;
    }

    /// <summary>The finished table.</summary>
    public string Finish() => _html.Append("</tbody></table></div>").ToString();

    private void Append(string tag, IEnumerable<string> cells, string style)
    {
        _html.Append(style.Length > 0 ? $"<tr class=\"{style}\">" : "<tr>");
        int column = 0;
        foreach (string cell in cells)
        {
            string kind = column++ < _textColumns ? "" : " class=\"number\"";
            _html.Append($"<{tag}{kind}>{WebUtility.HtmlEncode(cell)}</{tag}>");
        }

        _html.Append("</tr>\n");
    }
}
