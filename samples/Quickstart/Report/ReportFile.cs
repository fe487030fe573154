namespace TopologyMirror.Quickstart.Report;

/// <summary>Where the report is written. That it can be written is tried before anything is run, and leaves nothing behind.</summary>
internal sealed class ReportFile
{
    private readonly bool _existed;
    private readonly string _option;

    private ReportFile(string path, bool existed, string option)
    {
        Path = path;
        _existed = existed;
        _option = option;
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>Makes sure that the file can be written.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="inputs">Paths of the files that are read; none of them may be written.</param>
    /// <param name="option">The option that names the file.</param>
    /// <param name="input">The option that names the files that are read.</param>
    /// <exception cref="InputException">It cannot.</exception>
    public static ReportFile Reserve(string path, IEnumerable<string> inputs, string option = "--report", string input = "--trace")
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new InputException($"{option} '{path}' names no file.");
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"{option} '{path}' is a directory; name a file.");
        }

        string? folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{option} '{path}': the directory '{folder}' does not exist.");
        }

        if (inputs.Any(read => RealPath.IsSame(path, read)))
        {
            throw new InputException($"{option} '{path}' is also a {input}; name another file.");
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
        catch (FileNotFoundException e)
        {
            throw new InputException($"{option} '{path}' cannot be written: the directory '{folder}' takes no new file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(option, path, e);
        }

        return new ReportFile(path, existed, option);
    }

    /// <summary>Writes the file. When that fails, a file that was not there before is not there afterwards.</summary>
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
            RemovePart();
            throw Unwritable(_option, Path, e);
        }
    }

    private void RemovePart()
    {
        try
        {
            if (!_existed)
            {
                File.Delete(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Why it could not be written is what the user needs to know.
        }
    }

    private static InputException Unwritable(string option, string path, Exception e) => new($"{option} '{path}' cannot be written: {e.Message}", e);
}
