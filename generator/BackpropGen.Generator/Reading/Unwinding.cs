namespace BackpropGen.Generator.Reading;

/// <summary>Unwinds from a mistake that is reported already to the expression around it, which becomes poison.</summary>
internal sealed class PoisonException : System.Exception;

/// <summary>Ends the reading of a model: a budget is spent, and that is reported already.</summary>
internal sealed class AbortException : System.Exception;
