using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Processor time of the calling thread where the system tells it (Linux), else the wall clock: other work on the machine must not count.</summary>
internal static partial class CpuClock
{
    private const int ThreadTime = 3;

    public static TimeSpan Now()
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess && Read(ThreadTime, out Moment moment) == 0)
        {
            return TimeSpan.FromSeconds(moment.Seconds) + TimeSpan.FromTicks(moment.Nanoseconds / 100);
        }

        return Stopwatch.GetElapsedTime(0);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Moment moment);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
