namespace BackpropGen.Generator.GradientFlow;

/// <summary>What is predicted of one application of a weighted layer at initialization: estimates, which hold on average
/// over the weights, better the wider the layers.</summary>
/// <param name="Layer">The layer's path, as <c>blocks.3.down</c>.</param>
/// <param name="Weight">The path of its weight.</param>
/// <param name="Node">The node of its result, W x.</param>
/// <param name="Input">The node it is applied to.</param>
/// <param name="Width">The number of its units.</param>
/// <param name="FanIn">How many products each unit sums.</param>
/// <param name="Application">0 for the first time the weight is applied, 1 for the second, …</param>
/// <param name="PreactivationVariance">q: the mean square of W x.</param>
/// <param name="Gain">√χ: the gradient's norm here over that at the next weighted layer on its way to the loss; NaN for the last.</param>
/// <param name="GradientRatio">R: the estimated norm of the loss's gradient by W x over that at the last weighted layers.</param>
internal sealed record LayerFlow(
    string Layer,
    string Weight,
    int Node,
    int Input,
    int Width,
    double FanIn,
    int Application,
    double PreactivationVariance,
    double Gain,
    double GradientRatio);

/// <summary>What is predicted of a parameter's gradient.</summary>
/// <param name="Path">The parameter.</param>
/// <param name="InitialMeanSquare">The mean square of its elements.</param>
/// <param name="GradientRatio">The estimated norm of one sample's gradient by it, over that by the last weighted layers' results.</param>
internal sealed record ParameterFlow(string Path, double InitialMeanSquare, double GradientRatio);
