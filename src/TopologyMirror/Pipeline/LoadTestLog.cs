namespace TopologyMirror.Pipeline;

/// <summary>When load tests were mixed into the load of which service, as far back as a late sample can ask. Used by one tick at a time.</summary>
internal sealed class LoadTestLog
{
    private const int Kept = 256;

    private readonly List<(ServiceName Service, InstanceId Instance, DateTimeOffset From, DateTimeOffset To)> _tests = [];

    public void Begin(ServiceName service, InstanceId instance, DateTimeOffset from)
    {
        if (_tests.Count >= Kept)
        {
            _tests.RemoveRange(0, Kept / 2);
        }

        _tests.Add((service, instance, from, DateTimeOffset.MaxValue));
    }

    public void End(InstanceId instance, DateTimeOffset to)
    {
        for (int i = 0; i < _tests.Count; i++)
        {
            if (_tests[i].Instance == instance && _tests[i].To == DateTimeOffset.MaxValue)
            {
                _tests[i] = _tests[i] with { To = to };
            }
        }
    }

    /// <summary>Whether a load test of a service, or of any when none is named, ran within [from, to).</summary>
    public bool Overlaps(ServiceName? service, DateTimeOffset from, DateTimeOffset to)
    {
        foreach ((ServiceName of, _, DateTimeOffset begin, DateTimeOffset end) in _tests)
        {
            if ((service is null || of == service) && begin < to && end > from)
            {
                return true;
            }
        }

        return false;
    }
}
