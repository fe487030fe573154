using TopologyMirror.Propagation;

namespace TopologyMirror.Pipeline;

/// <summary>What load tests came to and no tick has picked up yet. Thread-safe: a test ends beside the ticks.</summary>
internal sealed class LoadTestResults
{
    private const int Kept = 256;

    private readonly Lock _gate = new();
    private readonly List<(SyntheticLoadArguments Offered, SyntheticLoadResult Result)> _results = [];

    public void Add(SyntheticLoadArguments offered, SyntheticLoadResult result)
    {
        lock (_gate)
        {
            if (_results.Count >= Kept)
            {
                _results.RemoveAt(0);
            }

            _results.Add((offered, result));
        }
    }

    public IReadOnlyList<(SyntheticLoadArguments Offered, SyntheticLoadResult Result)> Take()
    {
        lock (_gate)
        {
            if (_results.Count == 0)
            {
                return [];
            }

            (SyntheticLoadArguments, SyntheticLoadResult)[] taken = [.. _results];
            _results.Clear();
            return taken;
        }
    }
}
