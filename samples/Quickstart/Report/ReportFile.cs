namespace TopologyMirror.Quickstart.Report;

/// <summary>Where the report is written. That it can be written is tried before anything is run, and leaves nothing behind.</summary>
internal sealed class ReportFile
{
    private ReportFile(string path) => Path = path;

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Makes sure that the file can be written.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InputException">It cannot.</exception>
    public static ReportFile Reserve(string path)
    {
        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path.Length > 0 ? path : "."));
        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new InputException($"--report '{path}' is a directory; name a file.");
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException($"--report '{path}': the directory '{folder}' does not exist.");
        }

        bool existed = File.Exists(path);
        try
        {
            using (File.Open(path, FileMode.OpenOrCreate, FileAccess.Write))
            {
                // Opening it is all that is asked.
            }

            if (!existed)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }

        return new ReportFile(path);
    }

    /// <summary>Writes the file.</summary>
    /// <param name="page">The page.</param>
    /// <exception cref="InputException">It cannot be written any more.</exception>
    public void Write(string page)
    {
        try
        {
            File.WriteAllText(Path, page);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(Path, e);
        }
    }

    private static InputException Unwritable(string path, Exception e) =>
        new($"--report '{path}' cannot be written: {e.Message.ReplaceLineEndings(" ")}", e);
}
