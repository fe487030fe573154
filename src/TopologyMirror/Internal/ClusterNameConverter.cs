namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="ClusterName"/> as its plain text.</summary>
internal sealed class ClusterNameConverter() : NameConverter<ClusterName>(static text => new ClusterName(text), static name => name.Value);
