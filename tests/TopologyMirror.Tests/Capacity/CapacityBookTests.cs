using TopologyMirror.Capacity;
using static TopologyMirror.Tests.Capacity.Signals;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapacityBookTests
{
    private static readonly ConfigDigest First = Digest('1');
    private static readonly ConfigDigest Second = Digest('2');

    [Fact]
    public void ModelOf_NewDigest_BeginsWiderAroundWhatLiveCarries()
    {
        CapacityBook book = Learn(CapacityBook.Start(Utilisation()), First, 80, 0, 240);
        CapacityEstimate live = book.ModelOf(First).Estimate();
        CapacityEstimate next = book.ModelOf(Second, First).Estimate();

        next.Median.ShouldBe(live.Median, 0.5);
        next.IsInherited.ShouldBeTrue();
        (next.High - next.Low).ShouldBeGreaterThan(1.9 * (live.High - live.Low));
        next.Planned.ShouldBeLessThan(live.Planned);
    }

    [Fact]
    public void Observe_TestsOfASlowerBuild_MoveItsCapacityAndNotLives()
    {
        CapacityBook book = Learn(CapacityBook.Start(Utilisation()), First, 100, 0, 240);
        CapacityEstimate before = book.ModelOf(First).Estimate();
        for (int i = 0; i < 3; i++)
        {
            // 60 requests make it as busy as 100 made the build before.
            book = book.Observe(Second, First, new CapacityObservation(Noon.AddHours(5), 60, 0.7, 4));
        }

        book.ModelOf(Second, First).Estimate().Median.ShouldBeInRange(57, 75);
        book.ModelOf(First).Estimate().ShouldBe(before);
    }

    [Fact]
    public void ModelOf_BeforeAnything_IsWhatWasGiven() =>
        CapacityBook.Start(Utilisation()).ModelOf(First).Answer().Refusal!.Code.ShouldBe(CapacityRefusalCode.TooFewSamples);

    [Fact]
    public void Observe_MoreDigestsThanAreKept_ForgetsTheOldestAndNeverLive()
    {
        CapacityBook book = Learn(CapacityBook.Start(Utilisation()), First, 100, 0, 30);
        for (int i = 0; i < CapacityBook.Kept + 3; i++)
        {
            book = book.Observe(Digest("3456789abcdef"[i]), First, new CapacityObservation(Noon.AddHours(i + 1), 50, 0.4));
        }

        book.Models.Count.ShouldBe(CapacityBook.Kept);
        book.Models.Keys.ShouldContain(First);
        book.Models.Keys.ShouldContain(Digest('d'));
        book.Models.Keys.ShouldNotContain(Digest('3'));
    }

    private static ConfigDigest Digest(char digit) => new(new string(digit, ConfigDigest.Length));

    private static CapacityBook Learn(CapacityBook book, ConfigDigest digest, double capacity, int from, int steps)
    {
        var random = new TopologyMirror.Simulation.SimulationRandom(5, "book");
        for (int i = from; i < from + steps; i++)
        {
            double share = 0.4 + (0.5 * random.NextDouble());
            book = book.Observe(digest, digest, new CapacityObservation(Noon.AddMinutes(i), capacity * share, 0.05 + (0.65 * share) + (0.02 * random.NextNormal())));
        }

        return book;
    }
}
