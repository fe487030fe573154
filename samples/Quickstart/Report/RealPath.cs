namespace TopologyMirror.Quickstart.Report;

/// <summary>Says whether two paths lead to one file, whatever links lie on the way. Hard links are different files here.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether both lead to one file.</summary>
    /// <param name="left">A path; what it names need not exist.</param>
    /// <param name="right">Another.</param>
    public static bool IsSame(string left, string right) => string.Equals(Of(left), Of(right), Comparison);

    private static string Of(string path)
    {
        string real = Path.GetFullPath(path);
        try
        {
            for (int links = 0; links < MostLinks && FollowFirstLink(real) is { } next; links++)
            {
                real = next;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be followed cannot be opened either, and opening it says why.
        }

        return real;
    }

    /// <summary>The path with its first link replaced by what it points to; null when there is none.</summary>
    private static string? FollowFirstLink(string path)
    {
        string at = Path.GetPathRoot(path)!;
        string[] parts = path[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string folder = at;
            at = Path.Combine(folder, parts[i]);
            if (new FileInfo(at).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine([target, .. parts[(i + 1)..]]), folder);
            }
        }

        return null;
    }
}
