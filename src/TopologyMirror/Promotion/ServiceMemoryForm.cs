using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="ServiceMemory"/> as it is written: a member for each of its properties.</summary>
internal sealed record ServiceMemoryForm
{
    public required ServiceName Service { get; init; }

    public required IReadOnlyList<RecommendationForm> Live { get; init; }

    public required IReadOnlyList<RecommendationForm> Need { get; init; }

    public IReadOnlyList<RecommendationForm> Ceilings { get; init; } = [];

    public DriftMemory? Drift { get; init; }

    public static ServiceMemoryForm Of(ServiceName service, ServiceMemory memory) => new()
    {
        Service = service,
        Live = Write(memory.Live),
        Need = Write(memory.Need),
        Ceilings = Write(memory.Ceilings),
        Drift = memory.Drift,
    };

    public ServiceMemory Read() => new(Read(Live), Read(Need), Drift) { Ceilings = Read(Ceilings) };

    private static RecommendationForm[] Write(RecommendationWindow window) => [.. window.Entries.Select(static e => new RecommendationForm(e.Time, e.Instances))];

    private static RecommendationWindow Read(IReadOnlyList<RecommendationForm> entries) =>
        entries.Aggregate(RecommendationWindow.Empty, (window, e) => window.Add(e.At, e.N, e.At - entries[0].At));
}
