using TopologyMirror.ReleaseWalkthrough;

namespace TopologyMirror.Tests.ReleaseWalkthrough;

public sealed class StoryTests
{
    [Fact]
    public void TellAll_FourReleases_TwoStayAndTwoGoBack()
    {
        using var output = new StringWriter();
        var shop = new Shop();
        new Story(shop, output).TellAll();
        string story = output.ToString();

        string[] ends = [.. story.Split('\n').Where(l => l.Contains(" ended: ", StringComparison.Ordinal)).Select(l => l.Split(" ended: ")[1].Split(' ', ':')[0])];
        ends.ShouldBe(["Committed", "RolledBack", "RolledBack", "Committed"]);
        story.ShouldContain("RolledBack (Alarm 'errors' fires for instance 'api-");
        story.ShouldContain("RolledBack (ann: checkout numbers look odd)");
        story.ShouldNotContain("nothing more happens");
        shop.Violations.ShouldBe(0);
        shop.Serving.ShouldHaveSingleItem().ShouldBe(new(shop.Publish("shop/api:5").Digest, 4));
    }
}
