using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TopologyMirror.Processes.Provider;

/// <summary>What the outside asks of the cluster: load that surges and falls, and a new revision every few seconds, until it is told to be calm.</summary>
internal sealed class ProviderSchedule(DateTimeOffset start)
{
    public const double LoadPerInstance = 10;

    private const double Low = 25;
    private const double High = 55;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Surge = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan Release = TimeSpan.FromSeconds(6);

    private DateTimeOffset? _calmSince;

    public bool IsCalm => _calmSince is not null;

    public void Calm(DateTimeOffset now) => _calmSince ??= now;

    /// <summary>The digest that the cluster should run.</summary>
    public string Desired(DateTimeOffset now)
    {
        // One more when it becomes calm: no host has seen it fail, so every host has to bring it in.
        long revision = _calmSince is { } calm ? ((calm - start).Ticks / Release.Ticks) + 1 : (now - start).Ticks / Release.Ticks;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"revision {revision}"))));
    }

    /// <summary>Requests per second.</summary>
    public double Load(DateTimeOffset now) =>
        now < start || (_calmSince is { } calm && now >= calm) ? Low : (now - start).Ticks / Surge.Ticks % 2 == 0 ? Low : High;

    /// <summary>The lowest load of the time that a controller may still go by.</summary>
    public double LowestLoad(DateTimeOffset now, TimeSpan within)
    {
        double lowest = Load(now);
        for (TimeSpan ago = Second / 4; ago <= within; ago += Second / 4)
        {
            lowest = Math.Min(lowest, Load(now - ago));
        }

        return lowest;
    }

    /// <summary>The samples of whole seconds in [from, to) that have ended.</summary>
    public IReadOnlyList<SampleMessage> Samples(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var samples = new List<SampleMessage>();
        DateTimeOffset first = from > start ? from : start;
        long ticks = (first.UtcTicks + Second.Ticks - 1) / Second.Ticks * Second.Ticks;
        for (var time = new DateTimeOffset(ticks, TimeSpan.Zero); time < to && time + Second <= now; time += Second)
        {
            samples.Add(new SampleMessage(time, Load(time)));
        }

        return samples;
    }
}
