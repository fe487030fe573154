using TopologyMirror.ReleaseWalkthrough;

namespace TopologyMirror.Tests.ReleaseWalkthrough;

public sealed class StoryTests
{
    [Fact]
    public void TellAll_FiveReleases_TwoStayTwoGoBackAndOneIsRefused()
    {
        using var output = new StringWriter();
        var shop = new Shop();
        new Story(shop, output).TellAll();
        string story = output.ToString();

        string[] ends = [.. story.Split('\n').Where(l => l.Contains(" ended: ", StringComparison.Ordinal)).Select(l => l.Split(" ended: ")[1].Split(' ', ':')[0])];
        ends.ShouldBe(["Committed", "RolledBack", "RolledBack", "Committed"]);
        story.ShouldContain("RolledBack (Alarm 'errors' fires for instance 'api-");
        story.ShouldContain("RolledBack (ann: checkout numbers look odd)");
        story.ShouldContain("refused: Check 'checkout'");
        story.ShouldContain("executed widen-orders on 1 shadow instance\n");
        story.ShouldContain("executed warm-cache on 4 shadow instances");
        story.ShouldNotContain("nothing more happens");
        shop.Violations.ShouldBe(0);

        // Steps printed the secret; neither the story nor anything that is kept has it.
        story.ShouldNotContain(Shop.Password);
        shop.World.Store.Read(new ClusterName("shop"), 0).ShouldAllBe(r => !r.Payload.Contains(Shop.Password));
        shop.World.Log.Events.ShouldAllBe(e => !e.Text.Contains(Shop.Password));
        shop.Serving.ShouldHaveSingleItem().ShouldBe(new(shop.Publish(6).Digest, 4));
    }
}
