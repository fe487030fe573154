using System.Globalization;

namespace TopologyMirror.Simulation;

/// <summary>What took place in a world, oldest first, and a hash of it: two runs of one seed have equal hashes, in any two processes.</summary>
public sealed class SimulationLog
{
    private readonly List<SimulationEvent> _events = [];
    private ulong _hash = 0xCBF29CE484222325;

    /// <summary>The events, oldest first.</summary>
    public IReadOnlyList<SimulationEvent> Events => _events;

    /// <summary>How many there were, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>Whether events are kept and hashed, or only counted. Default: true.</summary>
    internal bool IsKept { get; set; } = true;

    /// <summary>FNV-1a hash (64 bit) of all events, as 16 hexadecimal digits.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    internal void Write(DateTimeOffset time, string component, string text)
    {
        Count++;
        if (!IsKept)
        {
            return;
        }

        _events.Add(new SimulationEvent(time, component, text));
        Mix(time.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Mix(component);
        Mix(text);
    }

    private void Mix(string text)
    {
        foreach (char c in text)
        {
            _hash = unchecked((_hash ^ c) * 0x100000001B3);
        }

        _hash = unchecked((_hash ^ '\n') * 0x100000001B3);
    }
}
