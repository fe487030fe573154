namespace TopologyMirror.Simulation;

/// <summary>What goes wrong at a simulated port, by the name of the call. Not thread-safe.</summary>
public sealed class SimulatedFaults
{
    private readonly SortedDictionary<string, (int Times, string Message)> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _forgotten = new(StringComparer.Ordinal);

    internal SimulatedFaults()
    {
    }

    /// <summary>The next calls fail and do nothing.</summary>
    /// <param name="call">The call, for example <c>Fence</c>.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="message">What they say.</param>
    public void Refuse(string call, int times = int.MaxValue, string message = "refused") => _refused[call] = (times, message);

    /// <summary>The next calls are accepted, and nothing comes of them.</summary>
    /// <param name="call">The call, for example <c>Fence</c>.</param>
    /// <param name="times">How many of them.</param>
    public void Forget(string call, int times = int.MaxValue) => _forgotten[call] = times;

    /// <summary>Throws when the call is to fail; true when nothing is to come of it.</summary>
    internal bool Strikes(string call)
    {
        if (_refused.TryGetValue(call, out (int Times, string Message) refused) && refused.Times > 0)
        {
            _refused[call] = (refused.Times - 1, refused.Message);
            throw new SimulationException($"{call}: {refused.Message}");
        }

        if (_forgotten.TryGetValue(call, out int left) && left > 0)
        {
            _forgotten[call] = left - 1;
            return true;
        }

        return false;
    }
}
