using System.Collections.Immutable;

namespace BackpropGen;

/// <summary>A layer of a model, or a parameter or state that the model makes by itself, as the compiler sees it.</summary>
/// <param name="Name">Its name by fields and locals, as <c>blocks.3.down</c>.</param>
/// <param name="Kind">What it is, as <c>Dense</c>.</param>
/// <param name="OutputShape">The lengths of the axes of what it gives for one sample; none for a scalar.</param>
/// <param name="ParameterCount">The number of its trained values.</param>
/// <param name="GradientRatio">The predicted norm of the loss's gradient at this layer's result over that at the result of the
/// last layer with weights: an estimate at initialization, for inputs of mean square 1. Null where none is predicted.</param>
public sealed record LayerSummary(string Name, string Kind, ImmutableArray<int> OutputShape, long ParameterCount, double? GradientRatio)
{
    /// <summary>Whether all is equal, the shape by its lengths.</summary>
    /// <param name="other">Another layer.</param>
    public bool Equals(LayerSummary? other) =>
        other is not null && Name == other.Name && Kind == other.Kind && OutputShape.AsSpan().SequenceEqual(other.OutputShape.AsSpan())
        && ParameterCount == other.ParameterCount && GradientRatio.Equals(other.GradientRatio);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, OutputShape.Length, ParameterCount, GradientRatio);
}
