using System.Globalization;
using TopologyMirror.Propagation;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="ISyntheticLoad"/> must do.</summary>
public static class SyntheticLoadContract
{
    /// <summary>Share by which the requests made may differ from those asked for.</summary>
    private const double Tolerance = 0.2;

    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    public static ContractSuite For(FixtureScope<ISyntheticLoadFixture> scope) =>
        new SuiteBuilder<ISyntheticLoadFixture>(nameof(ISyntheticLoad), scope)
            .Add(OfferAsync_LightLoad_IsAnsweredWithoutErrors)
            .Add(OfferAsync_LightLoad_OffersWhatWasAskedForAsLong)
            .Add(OfferAsync_OneInstance_ReachesThatOneAndNeverLive)
            .Add(OfferAsync_InstanceThatIsGone_CountsErrors)
            .Add(OfferAsync_Cancelled_EndsBeforeItsTime)
            .Build();

    private static async Task OfferAsync_LightLoad_IsAnsweredWithoutErrors(ISyntheticLoadFixture f, CancellationToken token)
    {
        SyntheticLoadResult result = await f.Load.OfferAsync(f.Light, token);
        Expect.That(result.Requests > 0, $"{result.Requests} requests were made.");
        Expect.Equal(0, result.Errors);
        Expect.That(
            TimeSpan.Zero <= result.LatencyMedian && result.LatencyMedian <= result.Latency95 && result.Latency95 <= result.Latency99,
            $"Latencies must rise from zero on, and are {result.LatencyMedian}, {result.Latency95}, {result.Latency99}.");
    }

    private static async Task OfferAsync_LightLoad_OffersWhatWasAskedForAsLong(ISyntheticLoadFixture f, CancellationToken token)
    {
        DateTimeOffset began = f.Time.GetUtcNow();
        SyntheticLoadResult result = await f.Load.OfferAsync(f.Light, token);
        TimeSpan took = f.Time.GetUtcNow() - began;
        Expect.That(took >= f.Light.Duration * (1 - Tolerance) && took <= f.Light.Duration + f.Patience, $"It took {took}, and was asked for {f.Light.Duration}.");
        double asked = f.Light.Load.Values.Sum() * f.Light.Duration.TotalSeconds;
        Expect.That(
            Math.Abs(result.Requests - asked) <= Math.Max(asked * Tolerance, 1),
            string.Create(CultureInfo.InvariantCulture, $"{result.Requests} requests were made, and {asked} were asked for."));
    }

    private static async Task OfferAsync_OneInstance_ReachesThatOneAndNeverLive(ISyntheticLoadFixture f, CancellationToken token)
    {
        await f.Load.OfferAsync(f.Light, token);
        Expect.That(await f.RequestsAtAsync(f.Light.Instance, token) > 0, $"Instance '{f.Light.Instance}' got no request.");
        foreach (InstanceId live in f.Live)
        {
            long requests = await f.RequestsAtAsync(live, token);
            Expect.That(requests == 0, $"Live instance '{live}' got {requests} requests of a load test.");
        }
    }

    private static async Task OfferAsync_InstanceThatIsGone_CountsErrors(ISyntheticLoadFixture f, CancellationToken token)
    {
        SyntheticLoadResult result = await f.Load.OfferAsync(f.Light with { Instance = new InstanceId("no-such-instance") }, token);
        Expect.That(result.Requests > 0 && result.Errors == result.Requests, $"{result.Errors} of {result.Requests} requests to nobody failed.");
    }

    private static async Task OfferAsync_Cancelled_EndsBeforeItsTime(ISyntheticLoadFixture f, CancellationToken token)
    {
        using var soon = new CancellationTokenSource(f.Light.Duration / 4, f.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(soon.Token, token);
        DateTimeOffset began = f.Time.GetUtcNow();
        await Expect.ThrowsAsync<OperationCanceledException>(async () => await f.Load.OfferAsync(f.Light, either.Token), "A cancelled load test");
        TimeSpan took = f.Time.GetUtcNow() - began;
        Expect.That(took < f.Light.Duration, $"It was cancelled, and went on for {took}.");
    }
}
