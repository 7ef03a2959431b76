namespace BackpropGen.Console;

/// <summary>What reaches a layer of the loss's gradient: the norm there over the norm at the last layer.</summary>
/// <param name="Layer">The layer's name, as <c>blocks.3.down</c>.</param>
/// <param name="Predicted">The ratio as predicted while compiling; null where nothing is predicted.</param>
/// <param name="Measured">The ratio as measured.</param>
public sealed record LayerGradient(string Layer, double? Predicted, double Measured);
