using System.Text.Json.Nodes;

namespace TopologyMirror.Promotion;

/// <summary>Compares two written forms value by value. Pure.</summary>
internal static class FormDifferences
{
    /// <summary>One sentence per value that differs, in the order of the form.</summary>
    /// <param name="path">Name of the form.</param>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="replayed">What came now.</param>
    public static IEnumerable<string> Between(string path, JsonNode? recorded, JsonNode? replayed)
    {
        switch (recorded, replayed)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(static p => p.Key).Union(b.Select(static p => p.Key))
                    .SelectMany(name => Between($"{path}.{name}", a[name], b[name]));
            case (JsonArray a, JsonArray b):
                IEnumerable<string> length = a.Count == b.Count ? [] : [$"{path} has {a.Count} elements in the record and {b.Count} now."];
                return length.Concat(Enumerable.Range(0, Math.Min(a.Count, b.Count)).SelectMany(i => Between($"{path}[{i}]", a[i], b[i])));
            default:
                string before = Text(recorded);
                string now = Text(replayed);
                return string.Equals(before, now, StringComparison.Ordinal) ? [] : [$"{path} is {before} in the record and {now} now."];
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "nothing";
}
