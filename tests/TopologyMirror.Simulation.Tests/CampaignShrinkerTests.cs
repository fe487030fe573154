namespace TopologyMirror.Simulation.Tests;

public sealed class CampaignShrinkerTests
{
    [Fact]
    public void Shorten_TwoOfTwentyMatter_LeavesThem()
    {
        var search = new CampaignShrinker<int>(static l => l.Contains(3) && l.Contains(17), trials: 200);

        search.Shorten([.. Enumerable.Range(0, 20)]).ShouldBe([3, 17]);
    }

    [Fact]
    public void Shorten_NothingMatters_LeavesNothing()
    {
        var search = new CampaignShrinker<int>(static _ => true, trials: 200);

        search.Shorten([1, 2, 3]).ShouldBeEmpty();
    }

    [Fact]
    public void Shorten_TrialsRunOut_LeavesWhatFailedLast()
    {
        var search = new CampaignShrinker<int>(static l => l.Contains(1), trials: 1);

        search.Shorten([1, 2, 3]).ShouldBe([1, 2, 3]);
    }
}
