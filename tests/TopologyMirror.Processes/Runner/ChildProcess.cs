using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TopologyMirror.Processes.Runner;

/// <summary>A process that this one has started, and the only kind that it ends. What it writes is kept in a file; lines of its standard output can be waited for.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset At, string Line)> _lines = [];

    private ChildProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts this executable with other arguments. It ends at the latest when this process is gone.</summary>
    /// <param name="log">The file that its output is appended to.</param>
    /// <param name="arguments">The arguments.</param>
    public static ChildProcess Start(string log, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name!))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add("--attended");
        var child = new ChildProcess(new Process { StartInfo = start }, new StreamWriter(log, append: true) { AutoFlush = true });
        child._process.OutputDataReceived += (_, e) => child.Keep(e.Data, isOutput: true);
        child._process.ErrorDataReceived += (_, e) => child.Keep(e.Data, isOutput: false);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for a line of its output that begins with a text, written after a moment.</summary>
    /// <returns>When it was read.</returns>
    /// <exception cref="ProcessRunException">It did not come in time, or the process has ended.</exception>
    public async Task<DateTimeOffset> WaitForLineAsync(string start, DateTimeOffset after, TimeSpan within, CancellationToken cancellationToken)
    {
        DateTimeOffset until = TimeProvider.System.GetUtcNow() + within;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            lock (_gate)
            {
                if (_lines.Find(l => l.At >= after && l.Line.StartsWith(start, StringComparison.Ordinal)) is { Line: not null } found)
                {
                    return found.At;
                }
            }

            if (HasExited)
            {
                throw new ProcessRunException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} ended with code {ExitCode} before it wrote '{start}'."));
            }

            await Task.Delay(10, cancellationToken);
        }

        throw new ProcessRunException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} did not write '{start}' within {within}."));
    }

    /// <summary>Waits for a line as <see cref="WaitForLineAsync"/> does, and is content when none comes.</summary>
    public async Task TryWaitForLineAsync(string start, DateTimeOffset after, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await WaitForLineAsync(start, after, within, cancellationToken);
        }
        catch (ProcessRunException)
        {
            // Nothing is waited for any longer; whoever asked goes on as if nothing had been.
        }
    }

    /// <summary>The time of the newest line that begins with a text; null when there is none.</summary>
    public DateTimeOffset? LastLine(string start)
    {
        lock (_gate)
        {
            return _lines.FindLast(l => l.Line.StartsWith(start, StringComparison.Ordinal)) is { Line: not null } found ? found.At : null;
        }
    }

    /// <summary>Ends it by SIGKILL, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Freeze() => Signal(Stop);

    public void Thaw() => Signal(Continue);

    /// <summary>Asks it to end by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ProcessRunException">It did not end in time.</exception>
    public async Task<int> EndAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        Signal(Terminate);
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(within, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new ProcessRunException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} did not end within {within} of SIGTERM."), e);
        }

        return ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        lock (_gate)
        {
            _log.Dispose();
        }
    }

    private void Keep(string? line, bool isOutput)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            if (isOutput)
            {
                _lines.Add((TimeProvider.System.GetUtcNow(), line));
            }

            if (_log.BaseStream is { CanWrite: true } stream && stream.CanSeek)
            {
                _log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_process.Id}] {line}"));
            }
        }
    }

    private void Signal(int signal)
    {
        if (!HasExited && Kill(_process.Id, signal) != 0)
        {
            throw new ProcessRunException(string.Create(CultureInfo.InvariantCulture, $"Signal {signal} did not reach process {_process.Id}: error {Marshal.GetLastPInvokeError()}."));
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
