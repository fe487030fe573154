namespace TopologyMirror.Tests.Topology;

public sealed class NameTests
{
    private const string Rule = "1 to 128 letters, digits, '.', '_', '-', '/' or ':' that start with a letter or digit";

    [Theory]
    [InlineData("")]
    [InlineData("-web")]
    [InlineData("web 1")]
    [InlineData("wéb")]
    public void Create_OfAnotherForm_ThrowsWithKindValueAndRule(string value)
    {
        Should.Throw<InvalidNameException>(() => new ServiceName(value)).Message.ShouldBe($"'{value}' is no valid service name: {Rule}.");
        Should.Throw<InvalidNameException>(() => new InstanceId(value)).Message.ShouldBe($"'{value}' is no valid instance id: {Rule}.");
        Should.Throw<InvalidNameException>(() => new ClusterName(value)).Value.ShouldBe(value);
    }

    [Fact]
    public void Create_WithALineBreak_SaysSoInOneLine() =>
        Should.Throw<InvalidNameException>(() => new ServiceName("web\n")).Message.ShouldBe($"'web?' is no valid service name: {Rule}.");

    [Fact]
    public void Create_TooLong_Throws()
    {
        new ServiceName(new string('w', 128)).Value.Length.ShouldBe(128);
        Should.Throw<InvalidNameException>(() => new ServiceName(new string('w', 129)));
    }

    [Theory]
    [InlineData("e3b0")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(null)]
    public void Create_NoDigest_ThrowsWithTheRule(string? value) =>
        Should.Throw<InvalidNameException>(() => new ConfigDigest(value!)).Message
            .ShouldBe($"'{value}' is no valid configuration digest: 64 lower-case hexadecimal digits.");

    [Fact]
    public void Abbreviated_OfADigest_IsItsFirstTwelveDigits()
    {
        new ConfigDigest("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855").Abbreviated.ShouldBe("e3b0c44298fc");
        default(ConfigDigest).Abbreviated.ShouldBe("none");
    }

    [Fact]
    public void ToString_OfAnEffectKey_IsFitForLabels() =>
        new EffectKey(new ClusterName("shop"), new RunId(12), 3, 1).ToString().ShouldBe("shop/r12/s3/a1");
}
