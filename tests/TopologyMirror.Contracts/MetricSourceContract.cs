using TopologyMirror.Metrics;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="IMetricSource"/> must do.</summary>
public static class MetricSourceContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    public static ContractSuite For(FixtureScope<IMetricSourceFixture> scope) =>
        new SuiteBuilder<IMetricSourceFixture>(nameof(IMetricSource), scope)
            .Add(Name_Asked_IsNotEmpty)
            .Add(ReadAsync_WholeRange_GivesEverySample)
            .Add(ReadAsync_Gap_IsLeftOut)
            .Add(ReadAsync_Range_IncludesItsStartAndExcludesItsEnd)
            .Add(ReadAsync_EmptyRange_IsEmpty)
            .Add(ReadAsync_BeforeTheFirst_IsEmpty)
            .Add(ReadAsync_UnknownMetric_IsEmpty)
            .Add(ReadAsync_IntoTheFuture_GivesNothingUnfinished)
            .Add(ReadAsync_Again_GivesTheSame)
            .Build();

    private static Task Name_Asked_IsNotEmpty(IMetricSourceFixture f, CancellationToken token)
    {
        Expect.That(!string.IsNullOrWhiteSpace(f.Source.Name), "The source has no name.");
        return Task.CompletedTask;
    }

    private static async Task ReadAsync_WholeRange_GivesEverySample(IMetricSourceFixture f, CancellationToken token)
    {
        IReadOnlyList<LoadSample> read = await ReadAsync(f, f.Samples[0].Time, f.Samples[^1].Time + f.Metric.Step, token);
        Expect.SameItems(f.Samples, read);
        Expect.That(read.All(s => double.IsFinite(s.Value) && s.Value >= 0), "A value is not finite, or negative.");
    }

    private static async Task ReadAsync_Gap_IsLeftOut(IMetricSourceFixture f, CancellationToken token)
    {
        HashSet<DateTimeOffset> known = [.. f.Samples.Select(s => s.Time)];
        DateTimeOffset gap = f.Samples[0].Time;
        while (known.Contains(gap))
        {
            gap += f.Metric.Step;
        }

        Expect.That(gap < f.Samples[^1].Time, "The fixture's samples have no gap.");
        Expect.Empty(await ReadAsync(f, gap, gap + f.Metric.Step, token));
    }

    private static async Task ReadAsync_Range_IncludesItsStartAndExcludesItsEnd(IMetricSourceFixture f, CancellationToken token) =>
        Expect.SameItems(f.Samples.Skip(1).SkipLast(1), await ReadAsync(f, f.Samples[1].Time, f.Samples[^1].Time, token));

    private static async Task ReadAsync_EmptyRange_IsEmpty(IMetricSourceFixture f, CancellationToken token) =>
        Expect.Empty(await ReadAsync(f, f.Samples[1].Time, f.Samples[1].Time, token));

    private static async Task ReadAsync_BeforeTheFirst_IsEmpty(IMetricSourceFixture f, CancellationToken token) =>
        Expect.Empty(await ReadAsync(f, f.Samples[0].Time - TimeSpan.FromDays(1), f.Samples[0].Time, token));

    private static async Task ReadAsync_UnknownMetric_IsEmpty(IMetricSourceFixture f, CancellationToken token)
    {
        LoadMetric unknown = f.Metric with { Name = new MetricName("no-such-metric") };
        Expect.Empty(await f.Source.ReadAsync(new(f.Cluster, unknown, f.Samples[0].Time, f.Samples[^1].Time), token));
    }

    private static async Task ReadAsync_IntoTheFuture_GivesNothingUnfinished(IMetricSourceFixture f, CancellationToken token)
    {
        IReadOnlyList<LoadSample> read = await ReadAsync(f, f.Samples[0].Time, f.Time.GetUtcNow() + TimeSpan.FromDays(1), token);
        DateTimeOffset now = f.Time.GetUtcNow();
        foreach (LoadSample sample in read)
        {
            Expect.That(sample.Time + f.Metric.Step <= now, $"The sample of {sample.Time:O} was given at {now:O}, before its step had ended.");
        }

        Expect.SameItems(f.Samples, Merged(read).Where(s => s.Time <= f.Samples[^1].Time));
    }

    private static async Task ReadAsync_Again_GivesTheSame(IMetricSourceFixture f, CancellationToken token)
    {
        IReadOnlyList<LoadSample> first = await ReadAsync(f, f.Samples[0].Time, f.Samples[^1].Time, token);
        Expect.SameItems(first, await ReadAsync(f, f.Samples[0].Time, f.Samples[^1].Time, token));
    }

    private static async Task<IReadOnlyList<LoadSample>> ReadAsync(
        IMetricSourceFixture f, DateTimeOffset from, DateTimeOffset to, CancellationToken token)
    {
        IReadOnlyList<LoadSample> read = await f.Source.ReadAsync(new MetricReadArguments(f.Cluster, f.Metric, from, to), token);
        Expect.That(read is not null, "Null was read.");
        return Merged(read!);
    }

    /// <summary>As core takes a batch: any order, and the later one of two wins.</summary>
    private static List<LoadSample> Merged(IReadOnlyList<LoadSample> read)
    {
        var byTime = new SortedDictionary<DateTimeOffset, LoadSample>();
        foreach (LoadSample sample in read)
        {
            byTime[sample.Time] = sample;
        }

        return [.. byTime.Values];
    }
}
