namespace BackpropGen.Generator.Planning;

/// <summary>How many sums and maxima of rows, one after the other, a step of a loop over samples waits for, its own among them.</summary>
/// <param name="Product">Those of a product before a function is applied to it; of other steps, of the result.</param>
/// <param name="Result">Those of the result.</param>
internal readonly record struct Arrival(int Product, int Result);
