using System.Diagnostics;

namespace TopologyMirror.Backtests.Peers;

/// <summary>Keeps this process, and those that it starts, on one core where the system can do that.</summary>
internal sealed class OneCore : IDisposable
{
    private readonly nint _before;

    private OneCore(nint before) => _before = before;

    /// <summary>From here on until the result is disposed of: the first core that is allowed.</summary>
    public static OneCore Only()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return new OneCore(0);
        }

        using Process self = Process.GetCurrentProcess();
        nint before = self.ProcessorAffinity;
        self.ProcessorAffinity = before & -before;
        return new OneCore(before);
    }

    public void Dispose()
    {
        if (_before != 0 && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
        {
            using Process self = Process.GetCurrentProcess();
            self.ProcessorAffinity = _before;
        }
    }
}
