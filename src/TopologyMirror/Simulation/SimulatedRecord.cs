using TopologyMirror.Routing;

namespace TopologyMirror.Simulation;

/// <summary>The truth about one record: every answer it gave, and what each resolver holds. Resolvers ask again when their answer is over.</summary>
internal sealed class SimulatedRecord
{
    private const int Resolvers = 8;

    private readonly List<(DateTimeOffset? From, NameTarget[] Targets, TimeSpan Ttl)> _answers = [];
    private readonly (DateTimeOffset AskedAt, int Answer)[] _held = new (DateTimeOffset, int)[Resolvers];

    public SimulatedRecord(string name, TimeSpan ttl, DateTimeOffset now, SimulationRandom random)
    {
        Name = name;
        _answers.Add((now - ttl, [], ttl));
        for (int i = 0; i < Resolvers; i++)
        {
            _held[i] = (now - random.NextBetween(TimeSpan.Zero, ttl), 0);
        }
    }

    public string Name { get; }

    public NameTarget[] Accepted => _answers[^1].Targets;

    /// <summary>Puts an instance in as if it had always been there.</summary>
    public void Place(InstanceId instance) =>
        _answers[0] = _answers[0] with { Targets = [.. _answers[0].Targets.Append(new NameTarget(instance, RouteWeight.Full)).OrderBy(t => t.Instance)] };

    /// <summary>Takes an answer; gives its number.</summary>
    public int Accept(IReadOnlyList<NameTarget> targets, TimeSpan ttl)
    {
        _answers.Add((null, [.. targets], ttl));
        return _answers.Count - 1;
    }

    public void BecomeAuthoritative(int answer, DateTimeOffset now) => _answers[answer] = _answers[answer] with { From = now };

    public NameRecord Observe() => new()
    {
        Name = Name,
        Ttl = _answers[^1].Ttl,
        Targets = _answers[^1].Targets,
        Replaced = [.. Enumerable.Range(0, _answers.Count - 1).Reverse().Take(16).Select(i => new NameAnswer(_answers[i].Targets, _answers[i].Ttl, _answers[i + 1].From))],
    };

    /// <summary>The smallest weight with which any resolver gives the instance out.</summary>
    public int WeightInForce(InstanceId instance, DateTimeOffset now)
    {
        int least = int.MaxValue;
        for (int i = 0; i < Resolvers; i++)
        {
            least = Math.Min(least, Held(i, now).FirstOrDefault(t => t.Instance == instance).Weight);
        }

        return least;
    }

    /// <summary>True when some resolver gives the instance out.</summary>
    public bool IsGivenOut(InstanceId instance, DateTimeOffset now) =>
        Enumerable.Range(0, Resolvers).Any(i => Array.Exists(Held(i, now), t => t.Instance == instance && t.Weight > 0));

    /// <summary>A resolver goes on giving out what it holds until a time, whatever its TTL.</summary>
    public void HoldOn(int resolver, DateTimeOffset until, DateTimeOffset now)
    {
        _ = Held(resolver, now);
        (_, int held) = _held[resolver];
        _held[resolver] = (until - _answers[held].Ttl, held);
    }

    private NameTarget[] Held(int resolver, DateTimeOffset now)
    {
        (DateTimeOffset asked, int held) = _held[resolver];
        while (asked + _answers[held].Ttl <= now)
        {
            // With nothing newer to come by, all questions up to now have the same answer.
            TimeSpan ttl = _answers[held].Ttl;
            long times = held == _answers.Count - 1 ? (now - asked).Ticks / ttl.Ticks : 1;
            asked += ttl * times;
            held = AuthoritativeAt(asked);
        }

        _held[resolver] = (asked, held);
        return _answers[held].Targets;
    }

    private int AuthoritativeAt(DateTimeOffset time)
    {
        int answer = _answers.Count - 1;
        while (answer > 0 && !(_answers[answer].From <= time))
        {
            answer--;
        }

        return answer;
    }
}
